package io.promptyard.standalone.experiments.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.promptyard.router.replay.report.ReplayReport;
import io.promptyard.standalone.experiments.SampleReports;
import io.promptyard.standalone.house.Repository;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * The page in a real browser, where there is a Chromium: what it draws, how wide it is, whether labels cover each other, and
 * what it looks like, its top and the whole of it, beside the pictures in docs/images. After a change that is meant,
 * {@code -Dpromptyard.pictures=renew} writes them: look at them before they are committed.
 */
class ReportPageIT {
    private static final Path TOP = Repository.ROOT.resolve("docs/images/experiment-report.png");
    private static final Path WHOLE = Repository.ROOT.resolve("docs/images/experiment-report-page.png");
    private static final boolean RENEWS = "renew".equals(System.getProperty("promptyard.pictures"));
    /** Other fonts break other lines. */
    private static final double LONGER = 0.04;

    private static final Pattern HEIGHT = Pattern.compile("<title>high (\\d+)</title>");
    private static final String HOW_HIGH =
            "<script>document.title = 'high ' + document.documentElement.scrollHeight</script>";
    private static final Pattern TOLD = Pattern.compile("<title>told (.*?)</title>");
    private static final int WIDE = 1_100;
    private static final int HIGH = 1_500;

    /** Asks the page about itself; in a copy of it that may run this, and this only. */
    private static final String QUESTIONS = """
            <script>
            const met = [];
            let drawn = 0;
            document.querySelectorAll('svg').forEach(svg => {
              const frame = svg.getBoundingClientRect();
              const texts = [...svg.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()]);
              if (frame.height > 80 && svg.querySelectorAll('circle, rect, polyline, path').length > 0) drawn++;
              texts.forEach(([words, a], i) => {
                if (a.left < frame.left - 1 || a.right > frame.right + 1) met.push(words + ' outside');
                texts.slice(i + 1).forEach(([others, b]) => {
                  if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3) met.push(words + ' on ' + others);
                });
              });
            });
            const root = document.documentElement;
            document.title = `told ${drawn} plots, ${root.scrollWidth - root.clientWidth} too wide, covered: ${met.join('; ')}`;
            </script>
            """;

    private static String browser = "";

    @TempDir
    private Path directory;

    @BeforeAll
    static void find() {
        Optional<Path> found = Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Arrays.stream(
                                System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty()) {
            LoggerFactory.getLogger(ReportPageIT.class)
                    .warn("SKIPPED: no Chromium on the path, so no browser has looked at the report's page");
        }
        assumeThat(found).as("a Chromium").isPresent();
        browser = found.get().toString();
    }

    @Test
    void shouldFitDrawEveryPlotAndCoverNoLabelWhenItIsWideOrNarrow() throws Exception {
        for (int width : List.of(1_200, 390)) {
            assertThat(told(SampleReports.live(), width)).isEqualTo("5 plots, 0 too wide, covered: ");
        }
    }

    @Test
    void shouldCoverNoLabelWhenModelsAreMany() throws Exception {
        assertThat(told(SampleReports.many(), 1_200)).isEqualTo("5 plots, 0 too wide, covered: ");
    }

    @Test
    void shouldRunNothingWhenTextsWantTo() throws Exception {
        // Given
        Path page = page("hostile", ReportPage.of(SampleReports.hostile(), SampleReports.HOSTILE));

        // When: with its own policy the browser would say what it refuses to run
        Said said = run("--dump-dom", "--enable-logging=stderr", page.toUri().toString());

        // Then
        assertThat(said.err()).doesNotContain("CONSOLE");
        assertThat(said.out())
                .contains("<title>Replay: &lt;/td&gt;&lt;/script&gt;")
                .contains("</html>");
    }

    @Test
    void shouldLookLikeThePictureInTheDocs() throws Exception {
        assertLooksLike(TOP, HIGH);
    }

    @Test
    void shouldLookLikeThePictureOfTheWholePageDownToItsEnd() throws Exception {
        // Given
        int high = height(ReportPage.of(SampleReports.live(), ""));

        // When / Then
        assertLooksLike(WHOLE, high);
    }

    private void assertLooksLike(Path reference, int high) throws Exception {
        if (RENEWS) {
            BufferedImage picture = picture(reference, high);
            if (reference.equals(WHOLE)) {
                ImageIO.write(gray(picture), "png", reference.toFile()); // it is compared by brightness, and long
            }
            return;
        }
        BufferedImage before = ImageIO.read(reference.toFile());
        assertThat((double) high / before.getHeight()).isBetween(1 - LONGER, 1 + LONGER);
        BufferedImage now =
                picture(Path.of("target").toAbsolutePath().resolve(reference.getFileName()), before.getHeight());
        assertThat(new int[] {now.getWidth(), now.getHeight()}).containsExactly(before.getWidth(), before.getHeight());
        assertThat(Pictures.difference(reference.equals(WHOLE) ? gray(now) : now, before))
                .isLessThan(Pictures.MOST);
    }

    private static BufferedImage gray(BufferedImage picture) {
        BufferedImage gray = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        gray.getGraphics().drawImage(picture, 0, 0, null);
        return gray;
    }

    private BufferedImage picture(Path file, int high) throws Exception {
        Path page = page("sample", ReportPage.of(SampleReports.live(), ""));
        Files.deleteIfExists(file);
        run(
                "--hide-scrollbars",
                "--screenshot=" + file,
                "--window-size=" + WIDE + "," + high,
                "--force-device-scale-factor=1",
                page.toUri().toString());
        return ImageIO.read(file.toFile());
    }

    /** As the page says itself, in a copy that may run this only. */
    private int height(String page) throws Exception {
        String asking = page.replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "")
                .replace("</body>", HOW_HIGH + "</body>");
        Said said = run(
                "--dump-dom",
                "--hide-scrollbars",
                "--window-size=" + WIDE + ",600",
                page("high", asking).toUri().toString());
        Matcher told = HEIGHT.matcher(said.out());
        assertThat(told.find()).as(said.err()).isTrue();
        return Integer.parseInt(told.group(1));
    }

    private String told(ReplayReport report, int width) throws Exception {
        String page = ReportPage.of(report, "routes: []")
                .replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "")
                .replace("</body>", QUESTIONS + "</body>");
        Said said = run(
                "--dump-dom",
                "--enable-logging=stderr",
                "--window-size=" + width + ",2000",
                page("asked" + width, page).toUri().toString());
        assertThat(said.err()).doesNotContain("CONSOLE");
        Matcher told = TOLD.matcher(said.out());
        assertThat(told.find()).as(said.err()).isTrue();
        return told.group(1).replace("&gt;", ">");
    }

    private Path page(String name, String page) throws IOException {
        return Files.writeString(directory.resolve(name + ".html"), page);
    }

    private record Said(String out, String err) {}

    private Said run(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                browser,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--blink-settings=preferredColorScheme=1",
                "--user-data-dir=" + directory.resolve("profile")));
        command.addAll(List.of(words));
        File out = directory.resolve("out").toFile();
        File err = directory.resolve("err").toFile();
        Process process = new ProcessBuilder(command)
                .redirectOutput(out)
                .redirectError(err)
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(err.toPath())).isZero();
        return new Said(Files.readString(out.toPath()), Files.readString(err.toPath()));
    }
}
