"""The allocation engine: n sites to m servers, staged aims, every gap proven over the whole problem.

``problem`` says what is asked, ``stages.solve`` answers, ``answer`` is what comes back. The way there: ``faults``
names what makes no sense, ``model`` folds villages and orders rows canonically, ``state`` and ``judge`` price
changes incrementally, ``construct`` and ``search`` find answers, ``relaxation`` proves bounds over all pairs,
``exact`` and ``neighbourhood`` let HiGHS improve on pruned pairs, ``relief`` finds the smallest way out when
limits conflict, ``second`` says who comes second.
"""
