"""The command make train: the figures of a training in lines."""

from __future__ import annotations

from services.classify import learned


def described(field: learned.FieldReport) -> str:
    """Labels, cross-validated figures beside those of the keywords, and whether the model takes part."""
    labels = ", ".join(f"{key} {number:,}" for key, number in field.labels.items()) or "none"
    lines = [f"{field.field.capitalize()}: {sum(field.labels.values()):,} labels ({labels})"]
    if field.accuracy is not None:
        lines += [
            f"  learned   accuracy {field.accuracy:.3f}, macro-F1 {field.macro_f1:.3f},"
            f" calibration error {field.calibration_error:.3f}",
            f"  keywords  accuracy {field.keywords_accuracy:.3f}, macro-F1 {field.keywords_macro_f1:.3f}",
        ]
    lines.append("  It is in use." if field.in_use else f"  It is not in use. {field.reason}")
    return "\n".join(lines)
