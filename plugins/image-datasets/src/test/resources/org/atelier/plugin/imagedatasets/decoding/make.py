"""Makes the fixtures beside this file that Java cannot write (Pillow 9.4): python3 make.py

Each shows four corners of 8 x 8 pixels: red, green above blue, white. But brown.webp is brown, so
encoded that its first block is predicted from the edges of the image.
"""
from PIL import Image

def corners(mode, red, green, blue, white):
    image = Image.new(mode, (16, 16), white)
    image.paste(red, (0, 0, 8, 8))
    image.paste(green, (8, 0, 16, 8))
    image.paste(blue, (0, 8, 8, 16))
    return image

rgb = corners("RGB", (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255))
rgb.save("lossy.webp", quality=90)
rgb.save("lossless.webp", lossless=True)
brown = Image.new("RGB", (16, 16))
brown.putdata([(70, 30 + 20 * (x + 2 * y) // 48, 20) for y in range(16) for x in range(16)])
brown.save("brown.webp", quality=75, method=0)
clear = corners("RGBA", (255, 0, 0, 255), (0, 255, 0, 255), (0, 0, 255, 255), (0, 0, 0, 0))
clear.save("alpha.webp", lossless=True, exact=True)
exif = Image.Exif()
exif[0x0112] = 6
rgb.save("turned.webp", lossless=True, exif=exif)
rgb.save("turned.png", exif=exif)
ink = corners("CMYK", (0, 255, 255, 0), (255, 0, 255, 0), (255, 255, 0, 0), (0, 0, 0, 0))
# Pillow writes CMYK with Adobe's marker and, as Adobe does, inverted.
ink.save("cmyk.jpg", quality=90, optimize=True)

# YCCK, as Photoshop writes it: the inks seen as a colour, made YCbCr. Pillow cannot say so in the
# marker's last byte, and inverts what it is given.
inks = Image.merge("RGB", ink.split()[:3]).convert("YCbCr")
stored = [channel.point(lambda value: 255 - value) for channel in inks.split()]
Image.merge("CMYK", stored + [ink.split()[3]]).save("ycck.jpg", quality=90, optimize=True)
with open("ycck.jpg", "r+b") as file:
    transform = file.read().index(b"Adobe") + 11
    file.seek(transform)
    file.write(b"\x02")
