"""The cap on a child's memory where there are no resource limits: a Windows job object.

Not tested on Windows yet. On other systems the child bounds itself (``seal.bound``).
"""

import subprocess
import sys
from types import TracebackType


class JobObject:
    """While it is open, ``child`` may commit ``memory`` bytes; when it closes, the child ends."""

    def __init__(self, child: "subprocess.Popen[bytes]", memory: int) -> None:
        self._child = child
        self._memory = memory
        self._job: int | None = None

    def __enter__(self) -> "JobObject":
        if sys.platform == "win32":
            self._job = _assign(self._child, self._memory)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if sys.platform == "win32" and self._job:
            import ctypes

            ctypes.windll.kernel32.CloseHandle(self._job)


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _EXTENDED_LIMITS = 9
    _PROCESS_MEMORY, _ONE_PROCESS, _KILL_ON_CLOSE = 0x100, 0x8, 0x2000

    class _Basic(ctypes.Structure):
        _fields_ = [
            ("PerProcessUserTimeLimit", ctypes.c_int64), ("PerJobUserTimeLimit", ctypes.c_int64),
            ("LimitFlags", wintypes.DWORD), ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t), ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t), ("PriorityClass", wintypes.DWORD), ("SchedulingClass", wintypes.DWORD),
        ]

    class _Extended(ctypes.Structure):
        _fields_ = [
            ("Basic", _Basic), ("IoInfo", ctypes.c_uint64 * 6), ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t), ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        ]

    def _assign(child: "subprocess.Popen[bytes]", memory: int) -> int | None:
        """The job that now holds ``child``; None where Windows refuses one (the time limit still holds)."""
        kernel = ctypes.windll.kernel32
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        job = kernel.CreateJobObjectW(None, None)
        if not job:
            return None
        limits = _Extended()
        limits.Basic.LimitFlags = _PROCESS_MEMORY | _ONE_PROCESS | _KILL_ON_CLOSE
        limits.Basic.ActiveProcessLimit = 1
        limits.ProcessMemoryLimit = memory
        size = ctypes.sizeof(limits)
        kernel.SetInformationJobObject(wintypes.HANDLE(job), _EXTENDED_LIMITS, ctypes.byref(limits), size)
        kernel.AssignProcessToJobObject(wintypes.HANDLE(job), wintypes.HANDLE(int(child._handle)))
        return int(job)
