from interviews.admin import annotations, interviews, slugs, turns

__all__ = ["annotations", "interviews", "slugs", "turns"]
