package io.promptyard.standalone.experiments.page;

import java.awt.image.BufferedImage;

/** Compares pictures of pages, of the same size. Pure. */
final class Pictures {
    /** Other fonts move words by some pixels; a plot that is missing changes more. */
    static final double MOST = 0.1;

    private static final int SIDE = 8;
    /** Of a square that has nothing on it but the paper. */
    private static final double PAPER = 223;

    private static final double TELLING = 32;

    private Pictures() {}

    /**
     * Of the squares of eight pixels that have ink in either picture, the share whose mean brightness differs by more than an eighth; the white ones would be
     * alike in any two.
     */
    static double difference(BufferedImage one, BufferedImage other) {
        int differing = 0;
        int inked = 0;
        for (int y = 0; y + SIDE <= one.getHeight(); y += SIDE) {
            for (int x = 0; x + SIDE <= one.getWidth(); x += SIDE) {
                double first = brightness(one, x, y);
                double second = brightness(other, x, y);
                inked += Math.min(first, second) < PAPER ? 1 : 0;
                differing += Math.abs(first - second) > TELLING ? 1 : 0;
            }
        }
        return inked == 0 ? 0 : (double) differing / inked;
    }

    private static double brightness(BufferedImage image, int left, int top) {
        double sum = 0;
        for (int y = top; y < top + SIDE; y++) {
            for (int x = left; x < left + SIDE; x++) {
                int rgb = image.getRGB(x, y);
                sum += ((rgb >> 16 & 255) + (rgb >> 8 & 255) + (rgb & 255)) / 3.0;
            }
        }
        return sum / (SIDE * SIDE);
    }
}
