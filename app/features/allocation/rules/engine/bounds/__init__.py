"""What no answer can be below: ``linear`` and ``relaxation`` by fractions of pairs, ``bargain`` by whole sets."""
