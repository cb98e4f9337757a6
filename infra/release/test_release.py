"""What is shipped is whole, for the right processor, and the same bytes each time."""

import hashlib
import json
import os
import re
import stat
import tarfile
import tempfile
import unittest
import zipfile
from pathlib import Path

import release

BINARY = b"\x7fELF" + bytes(14) + (183).to_bytes(2, "little") + b"login" * 1000
CHANGELOG = """# Changes

## [0.2.0] - 2027-01-31

### Added
- Something.

## [0.1.0] - 2026-12-01

### Added
- All of it.
"""
TEMPLATE = "Resources:\n  A:\n    CodeUri: ../target/lambda/login/\n  B:\n    CodeUri: ../target/lambda/keep-heads/\n"


class Workflow(unittest.TestCase):
    def test_what_is_published_arrives_as_make_release_put_it(self):
        """Of a path with a wildcard the files would arrive in folders, and no sum, note or file be where it is looked for."""
        said = (Path(__file__).parents[2] / ".github/workflows/release.yml").read_text()
        [sent] = re.findall(r"^          path: (target\S*|\$\{\{ .+? \}\}\S*)", said, re.M)
        self.assertEqual(sent, "${{ steps.made.outputs.folder }}/")
        self.assertIn('echo "folder=target/release/${GITHUB_REF_NAME#v}"', said)
        self.assertEqual(set(re.findall(r"release/[\w*.]+", said.partition("  publish:")[2])), {"release/SHA256SUMS", "release/CHANGELOG.md", "release/*"})


class Release(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        self.put("Cargo.toml", '[workspace.package]\nversion = "0.2.0"\n')
        self.put("CHANGELOG.md", CHANGELOG)
        self.put("infra/template.yaml", TEMPLATE)
        self.put("docs/openapi.json", "{}")
        self.put("target/lambda/login/bootstrap", BINARY)
        self.put("target/lambda/keep-heads/bootstrap", BINARY)
        for name in ("index.html", "assets/b.js", "assets/a.css", "staff/index.html", ".vite/manifest.json"):
            self.put(f"web/dist/{name}", name)
        for name in ("login", "keep-heads", "operator", "web"):
            self.put(f"target/sbom/{name}.cdx.json", "{}")

    def put(self, name, content):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def made(self, tag=None):
        return {path.name: path.read_bytes() for path in release.release(self.root, tag).iterdir()}

    def refused(self, word, tag=None):
        with self.assertRaisesRegex(release.Failure, word):
            release.release(self.root, tag)

    def test_the_same_input_is_the_same_bytes(self):
        first = self.made()
        for path in [*self.root.glob("web/dist/**/*"), *self.root.glob("target/lambda/*/*")]:
            os.utime(path, (1, 1))
            path.chmod(path.stat().st_mode ^ stat.S_IXGRP)
        self.assertEqual(self.made(), first)

    def test_other_input_is_other_bytes(self):
        first = self.made()
        self.put("target/lambda/login/bootstrap", BINARY + b"!")
        changed = {name for name, content in self.made().items() if content != first[name]}
        self.assertEqual(changed, {"login.zip", "SHA256SUMS"})

    def test_an_archive_of_cargo_lambda_is_taken_as_its_file_is(self):
        first = self.made()
        (self.root / "target/lambda/login/bootstrap").unlink()
        with zipfile.ZipFile(self.root / "target/lambda/login/bootstrap.zip", "w") as archive:
            archive.writestr("bootstrap", BINARY)
        self.assertEqual(self.made(), first)

    def test_a_function_can_be_run_from_its_archive(self):
        folder = release.release(self.root)
        [file] = zipfile.ZipFile(folder / "login.zip").infolist()
        self.assertEqual((file.filename, file.date_time, file.external_attr >> 16), ("bootstrap", release.THEN, 0o100755))
        self.assertEqual(zipfile.ZipFile(folder / "login.zip").read("bootstrap"), BINARY)

    def test_the_site_is_all_that_is_published(self):
        with tarfile.open(release.release(self.root) / "site.tar.gz") as archive:
            members = archive.getmembers()
        self.assertEqual([file.name for file in members], ["assets/a.css", "assets/b.js", "index.html", "staff/index.html"])
        self.assertEqual({(file.mode, file.mtime, file.uid, file.gid, file.uname) for file in members}, {(0o644, release.THEN_SECONDS, 0, 0, "")})

    def test_the_template_names_the_archives_beside_it(self):
        self.assertEqual(self.made()["template.yaml"].decode().count("CodeUri: login.zip\n"), 1)
        self.assertIn(b"CodeUri: keep-heads.zip\n", self.made()["template.yaml"])

    def test_every_file_has_its_sum(self):
        made = self.made()
        said = dict(reversed(line.split("  ")) for line in made.pop("SHA256SUMS").decode().splitlines())
        self.assertEqual(said, {name: hashlib.sha256(content).hexdigest() for name, content in made.items()})

    def test_what_an_earlier_try_left_goes(self):
        self.put("target/release/0.2.0/old.zip", "old")
        self.assertNotIn("old.zip", self.made())

    def test_the_change_log_says_what_this_version_brings(self):
        self.assertEqual(self.made("v0.2.0")["CHANGELOG.md"], b"## [0.2.0] - 2027-01-31\n\n### Added\n- Something.\n")

    def test_a_version_without_a_day_is_made_and_not_shipped(self):
        self.put("CHANGELOG.md", "## [0.2.0] - Unreleased\n\n### Added\n- Something.\n")
        self.made()
        self.refused("no day for 0.2.0", "v0.2.0")

    def test_a_version_without_an_entry_is_refused(self):
        self.put("CHANGELOG.md", "## [0.1.0] - 2026-12-01\n")
        self.refused("no entry for 0.2.0")

    def test_another_tag_is_refused(self):
        self.refused("the tag is v0.3.0", "v0.3.0")

    def test_a_binary_for_another_processor_is_refused(self):
        self.put("target/lambda/login/bootstrap", b"\x7fELF" + bytes(14) + (62).to_bytes(2, "little"))
        self.refused("no arm64 binary")

    def test_what_names_a_folder_of_this_machine_is_refused(self):
        for folder in (self.root, Path.home() / ".cargo"):
            self.put("target/lambda/login/bootstrap", BINARY + f"{folder}/registry/src/lib.rs".encode())
            self.refused("^login names .*, a folder of this machine")
        self.put("target/lambda/login/bootstrap", BINARY)
        self.put("target/sbom/web.cdx.json", json.dumps({"bom-ref": f"path+file://{self.root}/web"}))
        self.refused("^web.cdx.json names")

    def test_what_is_missing_is_named(self):
        (self.root / "target/sbom/keep-heads.cdx.json").unlink()
        self.refused("bill of materials for keep-heads")
        (self.root / "web/dist/index.html").unlink()
        self.refused("no site")
        (self.root / "target/lambda/login/bootstrap").unlink()
        self.refused("no bootstrap")


class Workspace(unittest.TestCase):
    def test_its_version_has_an_entry_in_the_change_log(self):
        version = release.tomllib.loads((release.ROOT / "Cargo.toml").read_text())["workspace"]["package"]["version"]
        self.assertTrue(release.entry((release.ROOT / "CHANGELOG.md").read_text(), version, dated=False))

    def test_its_template_has_eight_functions(self):
        self.assertEqual(len(release.CODE.findall((release.ROOT / "infra/template.yaml").read_text())), 8)


if __name__ == "__main__":
    unittest.main()
