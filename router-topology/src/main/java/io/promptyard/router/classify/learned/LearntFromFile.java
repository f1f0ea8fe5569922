package io.promptyard.router.classify.learned;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The form of a {@link LearntFrom} within a {@link ModelFile}: names in natural order, times in milliseconds. */
final class LearntFromFile {
    private static final int MOST_SHARES = 10_000;

    private LearntFromFile() {}

    static void write(DataOutputStream out, @Nullable LearntFrom from) throws IOException {
        out.writeBoolean(from != null);
        if (from == null) {
            return;
        }
        out.writeLong(from.prompts());
        out.writeLong(from.described());
        time(out, from.from());
        time(out, from.to());
        out.writeInt(from.shares().size());
        for (Map.Entry<String, Double> share : new TreeMap<>(from.shares()).entrySet()) {
            out.writeUTF(share.getKey());
            out.writeDouble(share.getValue());
        }
    }

    static @Nullable LearntFrom read(DataInputStream in) throws IOException {
        if (!in.readBoolean()) {
            return null;
        }
        long prompts = in.readLong();
        long described = in.readLong();
        Instant from = time(in);
        Instant to = time(in);
        int count = ModelFile.within(in.readInt(), MOST_SHARES, "shares");
        Map<String, Double> shares = new TreeMap<>();
        for (int at = 0; at < count; at++) {
            String name = in.readUTF();
            double share = in.readDouble();
            if (!(share >= 0 && share <= 1)) {
                throw new UnreadableModelException("the model is damaged: a share is not from 0 to 1");
            }
            shares.put(name, share);
        }
        return new LearntFrom(prompts, described, from, to, shares);
    }

    private static void time(DataOutputStream out, @Nullable Instant time) throws IOException {
        out.writeBoolean(time != null);
        if (time != null) {
            out.writeLong(time.toEpochMilli());
        }
    }

    private static @Nullable Instant time(DataInputStream in) throws IOException {
        return in.readBoolean() ? Instant.ofEpochMilli(in.readLong()) : null;
    }
}
