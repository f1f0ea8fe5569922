package io.promptyard.router.classify.learned;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** The form of a {@link Forest} within a {@link ModelFile}. */
final class ForestFile {
    private static final int MOST = 1_000_000;

    private ForestFile() {}

    static void write(DataOutputStream out, Forest forest) throws IOException {
        out.writeShort(forest.heads());
        out.writeInt(forest.roots().length);
        out.writeInt(forest.inputs().length);
        out.writeInt(forest.leaves().length);
        for (int root : forest.roots()) {
            out.writeInt(root);
        }
        out.write(forest.inputs());
        ModelFile.floats(out, forest.thresholds());
        shorts(out, forest.left());
        shorts(out, forest.right());
        ModelFile.floats(out, forest.leaves());
    }

    static Forest read(DataInputStream in) throws IOException {
        int heads = in.readUnsignedShort();
        int trees = ModelFile.within(in.readInt(), MOST, "trees");
        int nodes = ModelFile.within(in.readInt(), MOST, "nodes");
        int leaves = ModelFile.within(in.readInt(), MOST, "leaves");
        int[] roots = new int[trees];
        for (int tree = 0; tree < trees; tree++) {
            roots[tree] = in.readInt();
        }
        byte[] inputs = in.readNBytes(nodes);
        float[] thresholds = ModelFile.floats(in, nodes);
        return new Forest(
                heads, roots, inputs, thresholds, shorts(in, nodes), shorts(in, nodes), ModelFile.floats(in, leaves));
    }

    private static void shorts(DataOutputStream out, short[] values) throws IOException {
        for (short value : values) {
            out.writeShort(value);
        }
    }

    private static short[] shorts(DataInputStream in, int size) throws IOException {
        short[] values = new short[size];
        for (int at = 0; at < size; at++) {
            values[at] = in.readShort();
        }
        return values;
    }
}
