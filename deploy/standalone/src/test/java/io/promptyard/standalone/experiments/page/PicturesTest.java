package io.promptyard.standalone.experiments.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.standalone.house.Repository;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** That a page with something missing does not look like the picture in the docs. */
class PicturesTest {
    private static final int VERDICT_BOTTOM = 290;
    private static final int PLOT_TOP = 770;
    private static final int PLOT_BOTTOM = 1_410;

    @Test
    void shouldDifferByMoreThanItMayWhenAPlotIsErased() throws IOException {
        // Given: the plot of cost against quality, and all below the verdict
        BufferedImage whole = picture();
        // Then
        assertThat(Pictures.difference(whole, picture())).isZero();
        assertThat(Pictures.difference(whole, erased(PLOT_TOP, PLOT_BOTTOM))).isGreaterThan(Pictures.MOST);
        assertThat(Pictures.difference(whole, erased(VERDICT_BOTTOM, whole.getHeight())))
                .isGreaterThan(0.5);
    }

    private static BufferedImage erased(int top, int bottom) throws IOException {
        BufferedImage picture = picture();
        Graphics2D pen = picture.createGraphics();
        pen.setColor(new Color(picture.getRGB(picture.getWidth() / 2, 2)));
        pen.fillRect(0, top, picture.getWidth(), bottom - top);
        pen.dispose();
        return picture;
    }

    private static BufferedImage picture() throws IOException {
        return ImageIO.read(
                Repository.ROOT.resolve("docs/images/experiment-report.png").toFile());
    }
}
