package io.promptyard.router.classify.learned;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The form of a model at rest: {@code PYRM}, a format number, the SHA-256 of what follows, and that, deflated: sizes,
 * blocks, numbers of the shape, features in the order of their rows, weights, and what it was learnt from. Numbers are big-endian.
 * Format 3, which says nothing of what it was learnt from, is read as well.
 */
final class ModelFile {
    private static final byte[] MAGIC = "PYRM".getBytes(StandardCharsets.US_ASCII);
    private static final int FORMAT = 4;
    /** The last that did not say what a model was learnt from. */
    private static final int UNTOLD = 3;

    private static final int DIGEST = 32;
    private static final int HEAD = MAGIC.length + 1 + DIGEST;
    private static final int NAME_DIGITS = 12;
    private static final int MOST_ROWS = 4_000_000;
    private static final int MOST_HEADS = 4096;
    private static final long MOST_CELLS = 1L << 30;

    private ModelFile() {}

    static String versionOf(byte[] digest) {
        return "learned-" + HexFormat.of().formatHex(digest).substring(0, NAME_DIGITS);
    }

    static byte[] write(RoutingModel model) {
        byte[] body = body(model);
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + HEAD);
        out.writeBytes(MAGIC);
        out.write(FORMAT);
        out.writeBytes(digest(body));
        out.writeBytes(body);
        return out.toByteArray();
    }

    static RoutingModel read(byte[] bytes) {
        if (bytes.length < HEAD || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
            throw new UnreadableModelException("not a routing model: it must begin with PYRM");
        }
        int format = bytes[MAGIC.length];
        if (format != FORMAT && format != UNTOLD) {
            throw new UnreadableModelException("model format: this version reads " + UNTOLD + " and " + FORMAT
                    + " (got " + format + "): train it again, or use the version that made it");
        }
        byte[] body = Arrays.copyOfRange(bytes, HEAD, bytes.length);
        byte[] digest = digest(body);
        if (!Arrays.equals(digest, Arrays.copyOfRange(bytes, MAGIC.length + 1, HEAD))) {
            throw new UnreadableModelException("the model is damaged: its checksum does not fit its content");
        }
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(body)))) {
            return parse(in, format, versionOf(digest));
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableModelException("the model is damaged: " + e.getMessage(), e);
        }
    }

    /** The same columns under the version that follows from their content. */
    static RoutingModel named(RoutingModel draft) {
        return read(write(draft));
    }

    private static byte[] body(RoutingModel model) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes, deflater))) {
            Vocabulary vocabulary = model.vocabulary();
            Weights weights = model.weights();
            out.writeInt(vocabulary.size());
            out.writeFloat(model.unknown());
            out.writeShort(model.blocks().size());
            for (Block block : model.blocks()) {
                block(out, block);
            }
            floats(out, model.means());
            floats(out, model.deviations());
            floats(out, model.prior().means());
            floats(out, model.prior().deviations());
            floats(out, model.prior().weights());
            for (int row = 0; row < vocabulary.size(); row++) {
                out.writeLong(vocabulary.hash(row));
            }
            for (int row = 0; row < weights.rows(); row++) {
                out.writeFloat(weights.importance(row));
            }
            for (int row = 0; row < weights.rows(); row++) {
                out.writeFloat(weights.scale(row));
            }
            for (int row = 0; row < weights.rows(); row++) {
                out.writeShort(weights.seen(row));
            }
            floats(out, weights.dense());
            out.write(weights.cells());
            LearntFromFile.write(out, model.learntFrom().orElse(null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private static void block(DataOutputStream out, Block block) throws IOException {
        out.writeUTF(block.kind().name());
        out.writeUTF(block.name());
        out.writeInt(block.rows());
        out.writeFloat(block.slope());
        out.writeShort(block.heads().size());
        for (String head : block.heads()) {
            out.writeUTF(head);
        }
        floats(out, block.intercepts());
        out.writeInt(block.kinds().length);
        floats(out, block.kinds());
        out.writeFloat(block.usual().mean());
        out.writeFloat(block.usual().deviation());
        ForestFile.write(out, block.forest());
    }

    private static RoutingModel parse(DataInputStream in, int format, String version) throws IOException {
        int rows = within(in.readInt(), MOST_ROWS, "features");
        float unknown = in.readFloat();
        int count = within(in.readShort(), MOST_HEADS, "blocks");
        List<Block> blocks = new ArrayList<>();
        int columns = 0;
        for (int at = 0; at < count; at++) {
            Block block = block(in);
            columns = within(columns + block.heads().size(), MOST_HEADS, "heads");
            blocks.add(block);
        }
        if ((long) rows * columns > MOST_CELLS) {
            throw new UnreadableModelException("too many weights (got " + (long) rows * columns + ")");
        }
        float[] means = floats(in, Dense.KIND);
        float[] deviations = floats(in, Dense.KIND);
        Prior prior = new Prior(floats(in, Shape.SIZE), floats(in, Shape.SIZE), floats(in, Shape.SIZE));
        long[] hashes = new long[rows];
        for (int row = 0; row < rows; row++) {
            hashes[row] = in.readLong();
        }
        float[] importance = floats(in, rows);
        float[] scales = floats(in, rows);
        short[] seen = new short[rows];
        for (int row = 0; row < rows; row++) {
            seen[row] = in.readShort();
        }
        float[] dense = floats(in, Dense.SIZE * columns);
        byte[] cells = in.readNBytes(rows * columns);
        Weights weights = new Weights(columns, scales, importance, cells, seen, dense);
        LearntFrom from = format == UNTOLD ? null : LearntFromFile.read(in);
        return new RoutingModel(
                Vocabulary.of(hashes), weights, means, deviations, unknown, prior, blocks, from, version);
    }

    private static Block block(DataInputStream in) throws IOException {
        String kind = in.readUTF();
        String name = in.readUTF();
        int rows = in.readInt();
        float slope = in.readFloat();
        int size = within(in.readShort(), MOST_HEADS, "heads");
        List<String> heads = new ArrayList<>();
        for (int head = 0; head < size; head++) {
            heads.add(in.readUTF());
        }
        float[] intercepts = floats(in, size);
        float[] kinds = floats(in, within(in.readInt(), MOST_HEADS * MOST_HEADS, "kinds"));
        Block.Gain usual = new Block.Gain(in.readFloat(), in.readFloat());
        Forest forest = ForestFile.read(in);
        return new Block(Block.Kind.valueOf(kind), name, heads, intercepts, slope, rows, kinds, forest, usual);
    }

    static int within(int value, int most, String what) {
        if (value < 0 || value > most) {
            throw new UnreadableModelException(what + ": must be from 0 to " + most + " (got " + value + ")");
        }
        return value;
    }

    static void floats(DataOutputStream out, float[] values) throws IOException {
        for (float value : values) {
            out.writeFloat(value);
        }
    }

    static float[] floats(DataInputStream in, int size) throws IOException {
        float[] values = new float[size];
        for (int at = 0; at < size; at++) {
            values[at] = in.readFloat();
            if (!Float.isFinite(values[at])) {
                throw new UnreadableModelException("the model is damaged: a number is not finite");
            }
        }
        return values;
    }

    private static byte[] digest(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
