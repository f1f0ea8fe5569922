package io.promptyard.standalone.experiments;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Writes one struct in Thrift's compact protocol, its fields by rising number. Not thread-safe. */
final class CompactThrift {
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int STRUCT = 12;
    private static final int SHORT_LIST = 15;

    private final ByteArrayOutputStream out;
    private int last;

    /** Fills the struct of a place in a list. */
    interface Filler {
        void fill(int index, CompactThrift struct);
    }

    CompactThrift() {
        this(new ByteArrayOutputStream());
    }

    private CompactThrift(ByteArrayOutputStream out) {
        this.out = out;
    }

    CompactThrift i32(int field, int value) {
        head(field, I32);
        varint(out, Integer.toUnsignedLong(value << 1 ^ value >> 31));
        return this;
    }

    CompactThrift i64(int field, long value) {
        head(field, I64);
        varint(out, value << 1 ^ value >> 63);
        return this;
    }

    CompactThrift text(int field, String value) {
        head(field, BINARY);
        bytes(value);
        return this;
    }

    CompactThrift struct(int field, Consumer<CompactThrift> filler) {
        head(field, STRUCT);
        within(filler);
        return this;
    }

    CompactThrift structs(int field, int size, Filler filler) {
        list(field, size, STRUCT);
        for (int i = 0; i < size; i++) {
            int index = i;
            within(struct -> filler.fill(index, struct));
        }
        return this;
    }

    CompactThrift ints(int field, int... values) {
        list(field, values.length, I32);
        for (int value : values) {
            varint(out, Integer.toUnsignedLong(value << 1 ^ value >> 31));
        }
        return this;
    }

    CompactThrift texts(int field, String... values) {
        list(field, values.length, BINARY);
        for (String value : values) {
            bytes(value);
        }
        return this;
    }

    /** Its bytes; it must not be filled any more. */
    byte[] end() {
        out.write(0);
        return out.toByteArray();
    }

    private void within(Consumer<CompactThrift> filler) {
        filler.accept(new CompactThrift(out));
        out.write(0);
    }

    private void list(int field, int size, int type) {
        head(field, LIST);
        if (size < SHORT_LIST) {
            out.write(size << 4 | type);
        } else {
            out.write(SHORT_LIST << 4 | type);
            varint(out, size);
        }
    }

    /** Fields of ours are never more than 15 apart. */
    private void head(int field, int type) {
        out.write(field - last << 4 | type);
        last = field;
    }

    private void bytes(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        varint(out, bytes.length);
        out.writeBytes(bytes);
    }

    static void varint(ByteArrayOutputStream out, long value) {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            out.write((int) (left & 0x7F | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }
}
