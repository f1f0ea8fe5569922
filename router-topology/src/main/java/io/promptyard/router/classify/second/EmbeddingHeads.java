package io.promptyard.router.classify.second;

import io.promptyard.router.classify.learned.UnreadableModelException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What was learnt of how well models answer, from embeddings: one linear head for each model over the numbers of a {@link
 * TextEmbedder}. Immutable. Its file is a few kilobytes for each model, big-endian, with a check sum at its end.
 */
public final class EmbeddingHeads {
    private static final int MAGIC = 0x50594548;
    private static final int FORMAT = 1;
    private static final int MOST_HEADS = 10_000;
    private static final int CHECK_SUM = Long.BYTES;

    private final String embedder;
    private final int dimensions;
    private final SortedMap<String, Head> heads;

    /** {@code bias + weights · vector}. */
    public record Head(float bias, float[] weights) {}

    /** @param embedder {@link TextEmbedder#name()} of what made the vectors that were learnt from */
    public EmbeddingHeads(String embedder, int dimensions, Map<String, Head> heads) {
        this.embedder = embedder;
        this.dimensions = dimensions;
        this.heads = new TreeMap<>(heads);
        heads.forEach((name, head) -> {
            if (head.weights().length != dimensions || !finite(head)) {
                throw new IllegalArgumentException(
                        "heads." + name + ": must be " + dimensions + " finite weights and a bias");
            }
        });
    }

    private static boolean finite(Head head) {
        boolean finite = Float.isFinite(head.bias());
        for (float weight : head.weights()) {
            finite &= Float.isFinite(weight);
        }
        return finite;
    }

    public String embedder() {
        return embedder;
    }

    public int dimensions() {
        return dimensions;
    }

    public Set<String> names() {
        return Collections.unmodifiableSet(heads.keySet());
    }

    /** The head of {@code provider/model}, or of the model by its bare name; null where nothing was learnt of it. */
    public @Nullable Head of(String target) {
        Head head = heads.get(target);
        return head != null ? head : heads.get(target.substring(target.indexOf('/') + 1));
    }

    /** From 0 to 1. */
    public static double probability(Head head, float[] vector) {
        return Math.max(0, Math.min(1, value(head, vector)));
    }

    /** The same without bounds: for order, where bounds would make equals of what is not. */
    public static double value(Head head, float[] vector) {
        return head.bias() + TextEmbedder.cosine(head.weights(), vector);
    }

    /** What is wrong with these heads for that embedder, if anything. */
    public Optional<String> problem(TextEmbedder by) {
        return by.name().equals(embedder) && by.dimensions() == dimensions
                ? Optional.empty()
                : Optional.of("learnt from " + embedder + " with " + dimensions + " numbers, not from " + by.name()
                        + " with " + by.dimensions());
    }

    public byte[] write() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeByte(FORMAT);
            out.writeUTF(embedder);
            out.writeShort(dimensions);
            out.writeInt(heads.size());
            for (Map.Entry<String, Head> entry : heads.entrySet()) {
                out.writeUTF(entry.getKey());
                out.writeFloat(entry.getValue().bias());
                for (float weight : entry.getValue().weights()) {
                    out.writeFloat(weight);
                }
            }
            out.writeLong(checkSum(bytes.toByteArray(), bytes.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws UnreadableModelException when these are not what {@link #write} makes */
    public static EmbeddingHeads read(byte[] bytes) {
        int size = bytes.length - CHECK_SUM;
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, Math.max(0, size)))) {
            if (size < CHECK_SUM || in.readInt() != MAGIC || in.readByte() != FORMAT) {
                throw new UnreadableModelException("not a file of embedding heads, or of another version");
            }
            long said = new DataInputStream(new ByteArrayInputStream(bytes, size, CHECK_SUM)).readLong();
            if (said != checkSum(bytes, size)) {
                throw new UnreadableModelException("damaged: the check sum is wrong");
            }
            return heads(in);
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableModelException("damaged: it ends early, or holds what is no number");
        }
    }

    private static EmbeddingHeads heads(DataInputStream in) throws IOException {
        String embedder = in.readUTF();
        int dimensions = in.readUnsignedShort();
        int count = in.readInt();
        if (count < 0 || count > MOST_HEADS) {
            throw new UnreadableModelException("heads: must be from 0 to " + MOST_HEADS + " (got " + count + ")");
        }
        Map<String, Head> heads = new TreeMap<>();
        for (int head = 0; head < count; head++) {
            String name = in.readUTF();
            float bias = in.readFloat();
            float[] weights = new float[dimensions];
            for (int at = 0; at < dimensions; at++) {
                weights[at] = in.readFloat();
            }
            heads.put(name, new Head(bias, weights));
        }
        return new EmbeddingHeads(embedder, dimensions, heads);
    }

    private static long checkSum(byte[] bytes, int size) {
        CRC32 sum = new CRC32();
        sum.update(Arrays.copyOf(bytes, size));
        return sum.getValue();
    }
}
