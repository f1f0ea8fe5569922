package io.promptyard.standalone.experiments;

import io.promptyard.standalone.experiments.ReportTable.Column;
import io.promptyard.standalone.experiments.ReportTable.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table as a Parquet file: one row group, a plain uncompressed page for each column, every column optional. The format as
 * the Apache Parquet project specifies it ({@code parquet.thrift}, format 2.11), no more of it than such tables need: its own Java
 * writer asks for the whole of Hadoop. Pure.
 */
public final class ParquetTable {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    /** {@code Encoding}: values one after another; runs of equal levels. */
    private static final int PLAIN = 0;

    private static final int RLE = 3;

    private ParquetTable() {}

    private record Chunk(Column column, long offset, int size) {}

    public static byte[] of(ReportTable table) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(MAGIC);
        List<Chunk> chunks = new ArrayList<>();
        if (!table.rows().isEmpty()) {
            for (int i = 0; i < table.columns().size(); i++) {
                byte[] page = page(table, i);
                chunks.add(new Chunk(table.columns().get(i), file.size(), page.length));
                file.writeBytes(page);
            }
        }
        byte[] footer = footer(table, chunks);
        file.writeBytes(footer);
        file.writeBytes(four(footer.length));
        file.writeBytes(MAGIC);
        return file.toByteArray();
    }

    private static byte[] page(ReportTable table, int column) {
        List<@Nullable Object> cells = new ArrayList<>();
        table.rows().forEach(row -> cells.add(row.get(column)));
        byte[] levels = levels(cells);
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes(four(levels.length));
        data.writeBytes(levels);
        values(table.columns().get(column).kind(), cells, data);
        CompactThrift header = new CompactThrift()
                .i32(1, 0) // a data page
                .i32(2, data.size())
                .i32(3, data.size())
                .struct(
                        5,
                        page -> page.i32(1, cells.size())
                                .i32(2, PLAIN)
                                .i32(3, RLE)
                                .i32(4, RLE));
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        page.writeBytes(header.end());
        page.writeBytes(data.toByteArray());
        return page.toByteArray();
    }

    /** Whether each cell is there, as runs. */
    private static byte[] levels(List<@Nullable Object> cells) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int from = 0;
        for (int i = 1; i <= cells.size(); i++) {
            boolean there = cells.get(from) != null;
            if (i == cells.size() || (cells.get(i) != null) != there) {
                CompactThrift.varint(out, (long) (i - from) << 1);
                out.write(there ? 1 : 0);
                from = i;
            }
        }
        return out.toByteArray();
    }

    private static void values(Kind kind, List<@Nullable Object> cells, ByteArrayOutputStream out) {
        int bit = 0;
        int bits = 0;
        for (Object cell : cells) {
            switch (cell) {
                case null -> {}
                case String text -> {
                    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                    out.writeBytes(four(bytes.length));
                    out.writeBytes(bytes);
                }
                case Long count -> out.writeBytes(eight(count));
                case Double number -> out.writeBytes(eight(Double.doubleToLongBits(number)));
                case Boolean flag -> {
                    bits |= (flag ? 1 : 0) << bit;
                    bit = (bit + 1) % 8;
                    if (bit == 0) {
                        out.write(bits);
                        bits = 0;
                    }
                }
                default -> throw new IllegalArgumentException("no " + kind + ": " + cell.getClass());
            }
        }
        if (bit > 0) {
            out.write(bits);
        }
    }

    /** {@code FileMetaData}. */
    private static byte[] footer(ReportTable table, List<Chunk> chunks) {
        long size = chunks.stream().mapToLong(Chunk::size).sum();
        CompactThrift footer = new CompactThrift().i32(1, 1);
        footer.structs(2, table.columns().size() + 1, (i, element) -> {
            if (i == 0) {
                element.text(4, "schema").i32(5, table.columns().size());
            } else {
                schema(element, table.columns().get(i - 1));
            }
        });
        footer.i64(3, table.rows().size());
        footer.structs(
                4,
                chunks.isEmpty() ? 0 : 1,
                (none, group) -> group.structs(
                                1,
                                chunks.size(),
                                (i, chunk) ->
                                        chunk(chunk, chunks.get(i), table.rows().size()))
                        .i64(2, size)
                        .i64(3, table.rows().size()));
        return footer.text(6, "promptyard").end();
    }

    private static void schema(CompactThrift element, Column column) {
        element.i32(1, type(column.kind())).i32(3, 1).text(4, column.name()); // optional
        if (column.kind() == Kind.TEXT) {
            element.i32(6, 0)
                    .struct(10, logical -> logical.struct(1, string -> {})); // UTF8, twice: old readers and new
        }
    }

    private static void chunk(CompactThrift out, Chunk chunk, int rows) {
        out.i64(2, chunk.offset())
                .struct(
                        3,
                        meta -> meta.i32(1, type(chunk.column().kind()))
                                .ints(2, PLAIN, RLE)
                                .texts(3, chunk.column().name())
                                .i32(4, 0) // not compressed
                                .i64(5, rows)
                                .i64(6, chunk.size())
                                .i64(7, chunk.size())
                                .i64(9, chunk.offset()));
    }

    private static int type(Kind kind) {
        return switch (kind) {
            case FLAG -> 0;
            case COUNT -> 2;
            case NUMBER -> 5;
            case TEXT -> 6;
        };
    }

    private static byte[] four(int value) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    private static byte[] eight(long value) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
    }
}
