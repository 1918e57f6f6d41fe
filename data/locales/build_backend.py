"""What builds the package: setuptools, with every language compiled before it packs the files."""

from __future__ import annotations

from collections.abc import Mapping

from setuptools import build_meta
from setuptools.build_meta import (
    build_editable,
    get_requires_for_build_editable,
    get_requires_for_build_sdist,
    get_requires_for_build_wheel,
    prepare_metadata_for_build_editable,
    prepare_metadata_for_build_wheel,
)

from data.locales.messages import compile_all

__all__ = [
    "build_editable",
    "build_sdist",
    "build_wheel",
    "get_requires_for_build_editable",
    "get_requires_for_build_sdist",
    "get_requires_for_build_wheel",
    "prepare_metadata_for_build_editable",
    "prepare_metadata_for_build_wheel",
]

Settings = Mapping[str, str | list[str] | None] | None


def build_sdist(sdist_directory: str, config_settings: Settings = None) -> str:
    """Pack the source as PEP 517 asks; returns the file's name."""
    compile_all()
    name: str = build_meta.build_sdist(sdist_directory, config_settings)
    return name


def build_wheel(
    wheel_directory: str,
    config_settings: Settings = None,
    metadata_directory: str | None = None,
) -> str:
    """Build the wheel as PEP 517 asks; returns the file's name."""
    compile_all()
    name: str = build_meta.build_wheel(wheel_directory, config_settings, metadata_directory)
    return name
