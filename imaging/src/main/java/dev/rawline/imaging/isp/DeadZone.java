package dev.rawline.imaging.isp;

/**
 * The shares of a picture that a clip cuts off: no gradient passes there.
 *
 * @param below the share of samples below the clip's floor, 0 to 1
 * @param above the share of samples above 1, 0 to 1
 */
public record DeadZone(double below, double above) {}
