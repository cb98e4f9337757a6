"""What `make release` calls: puts what was built into target/release/<version>, the same bytes for the same input.

It builds nothing. It wants the functions of `make build-release` (target/lambda), the site (web/dist) and the bills of
materials of `make sbom` (target/sbom). `--tag v1.2.3` also says that the version is that of the tag, and its entry in
CHANGELOG.md has a day.
"""

import argparse
import gzip
import hashlib
import io
import os
import re
import shutil
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = re.compile(r"(CodeUri: )\S*target/lambda/([\w-]+)/")
ENTRY = re.compile(r"^## \[(?P<version>[^\]]+)\](?: - (?P<day>\S+))?$", re.MULTILINE)
ARM64 = 183  # EM_AARCH64, at byte 18 of an ELF file.
THEN = (1980, 1, 1, 0, 0, 0)  # The first time that a zip can say.
THEN_SECONDS = 315532800  # The same, in UTC.


class Failure(Exception):
    """Something is not as it has to be shipped; the message says what."""


def release(root, tag=None):
    """Makes the folder of the workspace's version anew, and answers with it."""
    version = tomllib.loads((root / "Cargo.toml").read_text())["workspace"]["package"]["version"]
    if tag is not None and tag != f"v{version}":
        raise Failure(f"the tag is {tag}, Cargo.toml says {version}")
    template = (root / "infra/template.yaml").read_text()
    steps = [step for _, step in CODE.findall(template)]
    binaries = {step: bootstrap(root / "target/lambda" / step) for step in steps}
    files = {f"{step}.zip": zipped(binary) for step, binary in binaries.items()}
    files["site.tar.gz"] = site(root / "web/dist")
    files |= bills(root / "target/sbom", steps)
    files["template.yaml"] = CODE.sub(r"\1\2.zip", template).encode()
    files |= {path.name: path.read_bytes() for path in (root / "infra/waf.yaml", root / "docs/openapi.json") if path.exists()}
    files["CHANGELOG.md"] = entry((root / "CHANGELOG.md").read_text(), version, tag is not None).encode()
    for name, content in (binaries | files).items():
        nowhere(name, content, root)
    files["SHA256SUMS"] = sums(files)
    folder = root / "target/release" / version
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def bootstrap(folder):
    """The function's binary, as cargo-lambda left it: a file, or in an archive."""
    plain, archive = folder / "bootstrap", folder / "bootstrap.zip"
    if plain.exists():
        content = plain.read_bytes()
    elif archive.exists():
        content = zipfile.ZipFile(archive).read("bootstrap")
    else:
        raise Failure(f"there is no bootstrap in {folder}: make build-release")
    if content[:4] != b"\x7fELF" or int.from_bytes(content[18:20], "little") != ARM64:
        raise Failure(f"the bootstrap in {folder} is no arm64 binary: make build-release")
    return content


def nowhere(name, content, root):
    """What is shipped names no folder of the machine that built it: another one could not build the same bytes."""
    for folder in (root, Path(os.environ.get("CARGO_HOME", Path.home() / ".cargo"))):
        if f"{folder}/".encode() in content:
            raise Failure(f"{name} names {folder}, a folder of this machine: make build-release sbom")


def zipped(binary):
    """An archive that Lambda takes, with nothing in it that another day or machine would change."""
    file = zipfile.ZipInfo("bootstrap", THEN)
    file.create_system, file.external_attr = 3, 0o100755 << 16  # Unix, which has modes.
    file.compress_type = zipfile.ZIP_DEFLATED
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(file, binary, compresslevel=9)
    return content.getvalue()


def site(folder):
    """The site's files by name; what the build keeps for itself stays behind, as infra/publish.py leaves it."""
    if not (folder / "index.html").exists():
        raise Failure(f"there is no site in {folder}: make web/dist/index.html")
    paths = [path for path in folder.rglob("*") if path.is_file() and ".vite" not in path.relative_to(folder).parts]
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for path in sorted(paths, key=lambda path: path.relative_to(folder).as_posix()):
            file = tarfile.TarInfo(path.relative_to(folder).as_posix())
            file.size, file.mode, file.mtime = path.stat().st_size, 0o644, THEN_SECONDS
            with path.open("rb") as content:
                archive.addfile(file, content)
    return gzip.compress(packed.getvalue(), compresslevel=9, mtime=0)


def bills(folder, steps):
    """A bill of materials for each function, the operator's tool and the site."""
    found = {path.name: path.read_bytes() for path in folder.glob("*.cdx.json")}
    missing = [name for name in (*steps, "operator", "web") if f"{name}.cdx.json" not in found]
    if missing:
        raise Failure(f"there is no bill of materials for {', '.join(missing)}: make sbom")
    return dict(sorted(found.items()))


def entry(changelog, version, dated):
    """What the change log says of this version; one that is shipped has a day."""
    entries = list(ENTRY.finditer(changelog))
    for at, found in enumerate(entries):
        if found["version"] == version:
            if dated and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", found["day"] or ""):
                raise Failure(f"CHANGELOG.md has no day for {version}")
            end = entries[at + 1].start() if at + 1 < len(entries) else len(changelog)
            return changelog[found.start() : end].rstrip() + "\n"
    raise Failure(f"CHANGELOG.md has no entry for {version}")


def sums(files):
    """As `sha256sum --check` reads it."""
    return "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items())).encode()


def main():
    """Releases, and says what."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tag", help="the tag that is released, as v0.1.0")
    try:
        folder = release(ROOT, parser.parse_args().tag)
    except Failure as failure:
        sys.exit(f"release: {failure}")
    size = sum(path.stat().st_size for path in folder.iterdir())
    print(f"{folder.relative_to(ROOT)}: {len(list(folder.iterdir()))} files, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
