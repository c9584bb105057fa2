import pathlib
import shutil


def load(conanfile, path):
    return pathlib.Path(path).read_text()


def copy(conanfile, pattern, src, dst):
    """Copies the files whose path in src matches the pattern, where * stands for any text, a / too."""
    src, copied = pathlib.Path(src).resolve(), []
    prefix = pattern.removesuffix("*")
    for path in sorted(src.joinpath(prefix).rglob("*") if prefix != pattern else [src / pattern]):
        if path.is_file():
            target = pathlib.Path(dst) / path.relative_to(src)
            target.parent.mkdir(parents=True, exist_ok=True)
            copied.append(shutil.copyfile(path, target))
    return copied
