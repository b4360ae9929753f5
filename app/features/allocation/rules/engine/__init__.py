"""The allocation engine: n sites to m servers, staged aims, every gap proven over the whole problem.

``problem`` says what is asked, ``solving.solve`` answers, ``answer`` is what comes back, ``second`` says who comes
second. On the way: ``faults`` names what makes no sense, ``model`` folds villages and orders rows canonically,
``state`` and ``judge`` price changes, ``construct`` and ``search`` find answers, ``program`` speaks to HiGHS,
``bounds`` proves over all pairs, ``exact`` and ``neighbourhood`` improve over pruned ones, ``stage`` puts them
together, ``relief`` finds the smallest way out where limits conflict.
"""
