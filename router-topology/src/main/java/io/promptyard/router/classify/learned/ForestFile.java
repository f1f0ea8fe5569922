package io.promptyard.router.classify.learned;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** The form of a {@link Forest} within a {@link ModelFile}. */
final class ForestFile {
    private static final int MOST = 10_000;

    private ForestFile() {}

    static void write(DataOutputStream out, Forest forest) throws IOException {
        out.writeShort(forest.heads());
        out.writeInt(forest.trees());
        out.write(forest.inputs());
        ModelFile.floats(out, forest.thresholds());
        ModelFile.floats(out, forest.leaves());
    }

    static Forest read(DataInputStream in) throws IOException {
        int heads = in.readUnsignedShort();
        int trees = ModelFile.within(in.readInt(), MOST, "trees");
        byte[] inputs = in.readNBytes(trees * Forest.DEPTH);
        float[] thresholds = ModelFile.floats(in, trees * Forest.DEPTH);
        return new Forest(heads, inputs, thresholds, ModelFile.floats(in, trees * Forest.LEAVES * heads));
    }
}
