"""Static files: named by their content, compressed once, served with far expiry dates."""

import hashlib
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import bootstrap_wrapper
from flask import Flask
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

OWN = Path(__file__).resolve().parent / "static"
PREFIX = "assets"


def _sources() -> dict[str, Path]:
    css = Path(bootstrap_wrapper.get_bootstrap_css_dir())
    files = {name: css / name for name in ("bootstrap.min.css", "bootstrap.rtl.min.css")}
    return files | {path.name: path for path in sorted(OWN.iterdir()) if path.is_file()}


def _named(name: str, path: Path) -> str:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    stem, _, ending = name.rpartition(".")
    return f"{stem}.{digest}.{ending}"


def collect(folder: Path) -> dict[str, str]:
    """Put every static file and its compressed forms into the folder; return name by name."""
    folder.mkdir(parents=True, exist_ok=True)
    names = {name: _named(name, path) for name, path in _sources().items()}
    for name, path in _sources().items():
        if not (folder / names[name]).exists():
            _put(path, folder / names[name])
    return names


def _put(source: Path, target: Path) -> None:
    """Compress beside the target and move the file itself last: several workers may do this."""
    with TemporaryDirectory(dir=target.parent) as scratch:
        copy = Path(scratch) / target.name
        shutil.copyfile(source, copy)
        compressor = Compressor(quiet=True)
        if compressor.should_compress(copy.name):
            list(compressor.compress(str(copy)))
        for made in sorted(Path(scratch).iterdir(), reverse=True):
            made.replace(target.parent / made.name)


def init_assets(app: Flask) -> None:
    """Serve the static files and let templates ask for their addresses with `asset(name)`."""
    folder = Path(app.instance_path) / PREFIX
    names = collect(folder)
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(folder),
        prefix=PREFIX,
        max_age=365 * 24 * 3600,
        immutable_file_test=lambda path, url: True,
    )
    app.jinja_env.globals["asset"] = lambda name: f"/{PREFIX}/{names[name]}"
