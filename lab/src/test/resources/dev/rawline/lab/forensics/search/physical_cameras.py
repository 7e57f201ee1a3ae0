"""Golden numbers of physical cameras, by NumPy and SciPy alone: python3 physical_cameras.py

Writes physical-cameras.csv next to it: point-spread kernels of 7x7, white-balance gains and colour
matrices of lights, with other methods than the Java code (quadrature, dense sampling, substitution
instead of Lagrange's multiplier). It reads the published tables of CIE 15 from main/resources. With
--fit it fits the polynomials of the LED as well, and prints how far its light is from Planck's.
"""

import sys
from pathlib import Path

import numpy as np
from scipy.integrate import quad
from scipy.optimize import fsolve
from scipy.special import j1

HERE = Path(__file__).resolve().parent
SPECTRA = HERE.parents[6] / "main/resources/rawline/forensics/cie-spectra.csv"
TABLE = np.loadtxt(SPECTRA, delimiter=",", skiprows=2)
W, OBSERVER, DAYLIGHT = TABLE[:, 0], TABLE[:, 1:4], TABLE[:, 4:]
SIDE = 7
REACH = SIDE // 2


def normalised(kernel):
    return kernel / kernel.sum()


def places():
    return [(x, y) for y in range(-REACH, REACH + 1) for x in range(-REACH, REACH + 1)]


def defocus(diameter):
    r = diameter / 2

    def area(x, y):
        def chord(u):
            h = np.sqrt(max(0.0, r * r - u * u))
            return max(0.0, min(h, y + 0.5) - max(-h, y - 0.5))

        ends = [np.sqrt(max(0.0, r * r - e * e)) for e in (y - 0.5, y + 0.5)] + [r]
        kinks = sorted(k for e in ends for k in (e, -e) if x - 0.5 < k < x + 0.5)
        return quad(chord, x - 0.5, x + 0.5, points=kinks or None, limit=200, epsabs=1e-12)[0]

    return normalised(np.array([area(x, y) for x, y in places()]))


def gaussian(sigma):
    return normalised(np.array([np.exp(-(x * x + y * y) / 2 / sigma**2) for x, y in places()]))


def motion(columns, rows, samples=4_000_001):
    t = np.linspace(-0.5, 0.5, samples)
    x = np.floor(t * columns + 0.5).astype(int) + REACH
    y = np.floor(t * rows + 0.5).astype(int) + REACH
    return normalised(np.bincount(y * SIDE + x, minlength=SIDE * SIDE).astype(float))


def diffraction(scale):
    v = np.array([np.pi * np.hypot(x, y) / scale for x, y in places()])
    safe = np.where(v == 0, 1, v)
    return normalised(np.where(v == 0, 1.0, (2 * j1(safe) / safe) ** 2))


def daylight(t):
    if t <= 7000:
        x = -4.6070e9 / t**3 + 2.9678e6 / t**2 + 0.09911e3 / t + 0.244063
    else:
        x = -2.0064e9 / t**3 + 1.9018e6 / t**2 + 0.24748e3 / t + 0.237040
    y = -3.000 * x * x + 2.870 * x - 0.275
    m = 0.0241 + 0.2562 * x - 0.7341 * y
    return DAYLIGHT @ np.array(
        [1, (-1.3515 - 1.7703 * x + 5.9114 * y) / m, (0.0300 - 31.4424 * x + 30.0717 * y) / m]
    )


def bell(centre, width):
    return np.exp(-4 * np.log(2) * ((W - centre) / width) ** 2)


PHOSPHOR = [-1.21022511e-7, 9.62518290e-5, 0.116191329, 545.089934]
LOG_RATIO = [-3.25911083e-9, 5.65197215e-6, 4.50956423e-3, -1.60630987]


def led(t):
    m = 1e6 / t
    return bell(450, 20) + np.exp(np.polyval(LOG_RATIO, m)) * bell(np.polyval(PHOSPHOR, m), 110)


def planck(t):
    metres = W * 1e-9
    return metres**-5 / np.expm1(1.4388e-2 / (metres * t))


def xy(light):
    stimulus = light @ OBSERVER
    return stimulus[:2] / stimulus.sum()


def uv(light):
    x, y = xy(light)
    return np.array([4 * x, 6 * y]) / (-2 * x + 12 * y + 3)


# Filters of the sensor preset "drone": transmission times quantum efficiency.
RESPONSE = np.array([[0.85, 0.08, 0.02], [0.10, 0.85, 0.12], [0.02, 0.12, 0.80]]) * np.array(
    [0.62, 0.78, 0.75]
)
SENSITIVITY = RESPONSE @ np.array([bell(c, 80) for c in (600, 530, 460)]) * W
TO_SRGB = np.array(
    [[3.2406, -1.5372, -0.4986], [-0.9689, 1.8758, 0.0415], [0.0557, -0.2040, 1.0570]]
)
T = (W - 380) / 400
SURFACES = [np.ones_like(W)] + [
    (1 + sign * np.cos(k * np.pi * T)) / 2 for k in (1, 2, 3) for sign in (1, -1)
]


def profile(light):
    """Gains of white and the grey-keeping least-squares matrix, by substitution."""
    white = SENSITIVITY @ light
    seen = np.array([SENSITIVITY @ (light * s) / white for s in SURFACES])
    wanted = np.array([TO_SRGB @ ((daylight(6504) * s) @ OBSERVER) for s in SURFACES])
    wanted = wanted / wanted[0]
    rows = []
    for c in range(3):
        a = seen[:, :2] - seen[:, 2:]
        two = np.linalg.lstsq(a, wanted[:, c] - seen[:, 2], rcond=None)[0]
        rows.append([two[0], two[1], 1 - two.sum()])
    return white, np.array(rows)


GAINS = np.array([2.86653646, 1, 1.73079425])
MATRIX = np.array(
    [
        [1.50768983, -0.33571374, -0.17197604],
        [-0.23048614, 1.70698738, -0.47650126],
        [-0.03119153, -0.32803956, 1.35923111],
    ]
)


def balanced(light, usual):
    white, matrix = profile(light)
    before, start = profile(usual)
    gains = GAINS * before / white * (white[1] / before[1])
    own = np.linalg.solve(MATRIX, np.ones(3))
    change = np.diag(own) @ np.linalg.solve(start, matrix) @ np.diag(1 / own)
    return np.concatenate([gains, (MATRIX @ change).ravel()])


def fit():
    temperatures = np.array([2700, 3000, 3500, 4000, 4500, 5000, 5700, 6500.0])

    def light(peak, ratio):
        return bell(450, 20) + np.exp(ratio) * bell(peak, 110)

    found = np.array(
        [fsolve(lambda v: xy(light(*v)) - xy(planck(t)), [585, 0.3]) for t in temperatures]
    )
    mired = 1e6 / temperatures
    print("phosphor", np.polyfit(mired, found[:, 0], 3))
    print("log ratio", np.polyfit(mired, found[:, 1], 3))
    far = max(np.linalg.norm(uv(led(t)) - uv(planck(t))) for t in range(2700, 6501, 50))
    print("largest distance from Planck in u, v: %.1e" % far)


def main():
    golden = {
        "defocus 2.3": defocus(2.3),
        "defocus 5.1": defocus(5.1),
        "gaussian 0.8": gaussian(0.8),
        "motion 3.2 -1.7": motion(3.2, -1.7),
        "diffraction 1.2": diffraction(1.2),
        "daylight 4100": balanced(daylight(4100), daylight(6504)),
        "daylight 12000": balanced(daylight(12000), daylight(6504)),
        "led 3000": balanced(led(3000), led(5000)),
    }
    lines = ["# written by physical_cameras.py\n"] + [
        ",".join([name] + ["%.9g" % v for v in values]) + "\n" for name, values in golden.items()
    ]
    (HERE / "physical-cameras.csv").write_text("".join(lines))
    if "--fit" in sys.argv:
        fit()


if __name__ == "__main__":
    main()
