"""Demo offices: real places and real transformer registers, generated people and figures."""
