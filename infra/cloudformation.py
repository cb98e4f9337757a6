"""infra/template.yaml, as tests and tools read it."""

from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]


class Template(yaml.SafeLoader):
    """Reads CloudFormation's short forms as what stands behind them."""


Template.add_multi_constructor("!", lambda loader, tag, node: {
    yaml.ScalarNode: loader.construct_scalar,
    yaml.SequenceNode: lambda node: loader.construct_sequence(node, deep=True),
    yaml.MappingNode: lambda node: loader.construct_mapping(node, deep=True),
}[type(node)](node))


def resources():
    """The template's resources by logical name, its loops unrolled as far as names go."""
    template = yaml.load((ROOT / "infra/template.yaml").read_text(), Template)  # noqa: S506  a safe loader, with tags
    for name, resource in template["Resources"].items():
        if not name.startswith("Fn::ForEach::"):
            yield name, resource, {}
            continue
        identifier, collection, fragment = resource
        for item in collection:
            for pattern, repeated in fragment.items():
                plain = pattern.replace(f"&{{{identifier}}}", item.replace("-", "")).replace(f"${{{identifier}}}", item)
                yield plain, repeated, {f"${{{identifier}}}": item}
