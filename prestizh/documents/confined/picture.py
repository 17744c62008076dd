"""Paints a photograph or a scan anew, so that nothing but its pixels comes in."""

import warnings
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from prestizh.documents.confined import Failure

MOST_PIXELS = 40_000_000
MOST_ON_A_SIDE = 20_000
QUALITY = 88


def work(payload: bytes) -> bytes:
    """The picture as a fresh JPEG or PNG, upright, without EXIF, profile, comments or tail.

    Raises `Failure`: `broken`, `pixels`.
    """
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        return _painted(payload)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Failure("pixels", str(error)) from error
    except MemoryError:
        raise
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise Failure("broken", str(error)) from error


def _painted(payload: bytes) -> bytes:
    with Image.open(BytesIO(payload), formats=("JPEG", "PNG")) as given:
        if max(given.size) > MOST_ON_A_SIDE:
            raise Failure("pixels", str(given.size))
        kind = str(given.format)
        given.load()
        upright = ImageOps.exif_transpose(given)
    modes = {"JPEG": ("RGB", "L"), "PNG": ("RGB", "RGBA", "L", "LA", "1")}[kind]
    if upright.mode not in modes:
        upright = upright.convert("RGBA" if kind == "PNG" and _is_clear(upright) else "RGB")
    fresh = Image.new(upright.mode, upright.size)
    fresh.paste(upright)
    out = BytesIO()
    if kind == "JPEG":
        fresh.save(out, "JPEG", quality=QUALITY, optimize=True)
    else:
        fresh.save(out, "PNG", compress_level=6)
    return out.getvalue()


def _is_clear(image: Image.Image) -> bool:
    """Whether some of the picture may be seen through."""
    return image.mode == "PA" or "transparency" in image.info
