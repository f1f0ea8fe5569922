package io.promptyard.standalone.experiments;

import io.promptyard.router.replay.report.ReplayReport;
import io.promptyard.standalone.config.MaskedConfig;
import io.promptyard.standalone.experiments.page.ReportPage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Writes a report for others; what was there under the names is written over. Where the report has texts of prompts, only
 * the files' owner can read them, where the file system knows owners.
 */
public final class ReportFiles {
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");

    private ReportFiles() {}

    /** @param candidateConfig its secrets are masked here; empty to leave it out */
    public static void html(Path file, ReplayReport report, String candidateConfig) throws IOException {
        String masked = candidateConfig.isEmpty() ? "" : MaskedConfig.of(candidateConfig);
        write(file, report, ReportPage.of(report, masked).getBytes(StandardCharsets.UTF_8));
    }

    /** One file for each table, in a folder that is made where it is missing; the files. */
    public static List<Path> csv(Path folder, ReplayReport report) throws IOException {
        return tables(folder, report, ".csv", table -> CsvTable.of(table).getBytes(StandardCharsets.UTF_8));
    }

    /** The same as Parquet. */
    public static List<Path> parquet(Path folder, ReplayReport report) throws IOException {
        return tables(folder, report, ".parquet", ParquetTable::of);
    }

    private interface Format {
        byte[] of(ReportTable table);
    }

    private static List<Path> tables(Path folder, ReplayReport report, String ending, Format format)
            throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new FileSystemException(
                    folder.toString(), null, "must be a folder: there is one file for each table");
        }
        Files.createDirectories(folder);
        List<Path> files = new ArrayList<>();
        for (ReportTable table : ReportTables.of(report)) {
            Path file = folder.resolve(table.name() + ending);
            write(file, report, format.of(table));
            files.add(file);
        }
        return files;
    }

    private static void write(Path file, ReplayReport report, byte[] bytes) throws IOException {
        boolean guarded = report.disagreements().stream().anyMatch(each -> each.text() != null)
                && file.getFileSystem().supportedFileAttributeViews().contains("posix");
        Set<StandardOpenOption> anew =
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        if (guarded && Files.exists(file)) {
            Files.setPosixFilePermissions(file, PRIVATE);
        }
        try (SeekableByteChannel channel = guarded
                ? Files.newByteChannel(file, anew, PosixFilePermissions.asFileAttribute(PRIVATE))
                : Files.newByteChannel(file, anew)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        }
    }
}
