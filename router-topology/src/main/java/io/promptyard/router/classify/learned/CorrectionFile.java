package io.promptyard.router.classify.learned;

import io.promptyard.model.Task;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The form of a correction as a record's value: {@code PYRC}, and, deflated, the base's version, heads with the tasks by
 * label, words. Numbers are big-endian. Who carries it checks that it arrived whole.
 */
final class CorrectionFile {
    private static final byte[] MAGIC = "PYRC".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_HEADS = 4096;
    private static final int MOST_WORDS = 1 << 20;
    private static final int MOST_CELLS = 1 << 26;

    private CorrectionFile() {}

    static byte[] write(Correction correction) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(MAGIC);
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes, deflater))) {
            out.writeUTF(correction.base());
            out.writeByte(Task.values().length);
            for (Task task : Task.values()) {
                out.writeUTF(task.label());
            }
            heads(out, correction.models());
            heads(out, correction.families());
            out.writeInt(correction.words().size());
            out.writeFloat(correction.unknown());
            for (int word = 0; word < correction.words().size(); word++) {
                out.writeLong(correction.words().hash(word));
                out.writeFloat(correction.importance()[word]);
                out.writeFloat(correction.scales()[word]);
            }
            out.write(correction.cells());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private static void heads(DataOutputStream out, List<Correction.Head> heads) throws IOException {
        out.writeShort(heads.size());
        for (Correction.Head head : heads) {
            out.writeUTF(head.name());
            out.writeFloat(head.always());
            out.writeFloat(head.slope());
            for (float value : head.byTask()) {
                out.writeFloat(value);
            }
        }
    }

    static Correction read(byte[] bytes) {
        if (bytes.length < MAGIC.length || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
            throw new UnreadableModelException("not a correction: it must begin with PYRC");
        }
        ByteArrayInputStream body = new ByteArrayInputStream(bytes, MAGIC.length, bytes.length - MAGIC.length);
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(body))) {
            return parse(in);
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableModelException("the correction is damaged: " + e.getMessage(), e);
        }
    }

    private static Correction parse(DataInputStream in) throws IOException {
        String base = in.readUTF();
        int[] tasks = new int[in.readUnsignedByte()];
        for (int at = 0; at < tasks.length; at++) {
            tasks[at] = Task.ofLabel(in.readUTF()).map(Task::ordinal).orElse(-1);
        }
        List<Correction.Head> models = heads(in, tasks);
        List<Correction.Head> families = heads(in, tasks);
        int words = within(in.readInt(), MOST_WORDS, "words");
        within((int) Math.min(Integer.MAX_VALUE, (long) words * models.size()), MOST_CELLS, "cells");
        float unknown = finite(in);
        long[] hashes = new long[words];
        float[] importance = new float[words];
        float[] scales = new float[words];
        for (int word = 0; word < words; word++) {
            hashes[word] = in.readLong();
            importance[word] = finite(in);
            scales[word] = finite(in);
        }
        byte[] cells = in.readNBytes(words * models.size());
        if (in.read() >= 0) {
            throw new UnreadableModelException("the correction is damaged: it goes on behind its end");
        }
        return new Correction(base, models, families, Vocabulary.of(hashes), importance, unknown, scales, cells);
    }

    /** A task that this version does not know is passed over. */
    private static List<Correction.Head> heads(DataInputStream in, int[] tasks) throws IOException {
        int size = within(in.readUnsignedShort(), MOST_HEADS, "heads");
        List<Correction.Head> heads = new ArrayList<>();
        for (int at = 0; at < size; at++) {
            String name = in.readUTF();
            float always = finite(in);
            float slope = finite(in);
            float[] byTask = new float[Task.values().length];
            for (int task : tasks) {
                float value = finite(in);
                if (task >= 0) {
                    byTask[task] = value;
                }
            }
            heads.add(new Correction.Head(name, always, slope, byTask));
        }
        return heads;
    }

    private static float finite(DataInputStream in) throws IOException {
        float value = in.readFloat();
        if (!Float.isFinite(value)) {
            throw new UnreadableModelException("the correction is damaged: a number is not finite");
        }
        return value;
    }

    private static int within(int value, int most, String what) {
        if (value < 0 || value > most) {
            throw new UnreadableModelException(what + ": must be from 0 to " + most + " (got " + value + ")");
        }
        return value;
    }
}
