package io.promptyard.router.embeddings;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.promptyard.router.classify.second.TextEmbedder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * all-MiniLM-L6-v2: the mean of the last layer over the tokens, of length 1. One thread per call: stream threads are as many
 * as there are cores, and a call that takes them all would make every other wait. Closing waits for calls under way.
 */
final class MiniLm implements TextEmbedder {
    private static final String NAME = "minilm-l6-v2-q";
    private static final String MODEL = "/all-minilm-l6-v2-q.onnx";
    private static final String VOCABULARY = "/all-minilm-l6-v2-q-tokenizer.json";
    private static final int DIMENSIONS = 384;
    private static final int MOST_TOKENS = 256;
    /** Of one call: what it works in grows with it. */
    private static final int MOST_IN_A_BATCH = 32;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final WordPieces pieces;
    private final ReadWriteLock use = new ReentrantReadWriteLock();
    private boolean closed;

    private MiniLm(OrtEnvironment environment, OrtSession session, WordPieces pieces) {
        this.environment = environment;
        this.session = session;
        this.pieces = pieces;
    }

    static MiniLm open() {
        try (InputStream vocabulary = resource(VOCABULARY);
                InputStream model = resource(MODEL);
                SessionOptions options = new SessionOptions()) {
            WordPieces pieces = WordPieces.read(vocabulary);
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            environment.setTelemetry(false);
            return new MiniLm(environment, environment.createSession(model.readAllBytes(), options), pieces);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot load the model", e);
        } catch (LinkageError e) {
            throw new IllegalStateException("ONNX Runtime has no library that works on this platform", e);
        }
    }

    private static InputStream resource(String name) {
        InputStream stream = MiniLm.class.getResourceAsStream(name);
        if (stream == null) {
            throw new IllegalStateException("not on the class path: " + name);
        }
        return stream;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int dimensions() {
        return DIMENSIONS;
    }

    @Override
    public int mostTokens() {
        return MOST_TOKENS;
    }

    /** Texts with as many tokens go together: nothing is padded, so that a vector does not depend on who else was asked about. */
    @Override
    public float[][] embed(List<String> texts, int tokens) {
        if (tokens < 2 || tokens > MOST_TOKENS) {
            throw new IllegalArgumentException("tokens: must be from 2 to " + MOST_TOKENS + " (got " + tokens + ")");
        }
        float[][] vectors = new float[texts.size()][];
        long[][] ids = new long[texts.size()][];
        Map<Integer, List<Integer>> byLength = new TreeMap<>();
        for (int at = 0; at < ids.length; at++) {
            ids[at] = pieces.encode(texts.get(at), tokens);
            byLength.computeIfAbsent(ids[at].length, length -> new ArrayList<>())
                    .add(at);
        }
        byLength.forEach((length, places) -> {
            for (int from = 0; from < places.size(); from += MOST_IN_A_BATCH) {
                List<Integer> batch = places.subList(from, Math.min(places.size(), from + MOST_IN_A_BATCH));
                run(batch, ids, length, vectors);
            }
        });
        return vectors;
    }

    private void run(List<Integer> places, long[][] ids, int length, float[][] into) {
        use.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException(NAME + " is closed");
            }
            long[] flat = new long[places.size() * length];
            for (int row = 0; row < places.size(); row++) {
                System.arraycopy(ids[places.get(row)], 0, flat, row * length, length);
            }
            long[] ones = new long[flat.length];
            Arrays.fill(ones, 1);
            FloatBuffer hidden = hidden(flat, ones, new long[] {places.size(), length});
            for (int place : places) {
                into[place] = mean(hidden, length);
            }
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime: " + e.getCode(), e);
        } finally {
            use.readLock().unlock();
        }
    }

    private FloatBuffer hidden(long[] ids, long[] ones, long[] shape) throws OrtException {
        try (OnnxTensor tokens = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
                OnnxTensor mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(ones), shape);
                OnnxTensor types = OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[ids.length]), shape);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", tokens, "attention_mask", mask, "token_type_ids", types))) {
            return ((OnnxTensor) result.get(0)).getFloatBuffer();
        }
    }

    /** Of the next {@code length} vectors; then of length 1. */
    private static float[] mean(FloatBuffer hidden, int length) {
        float[] sum = new float[DIMENSIONS];
        float[] token = new float[DIMENSIONS];
        for (int at = 0; at < length; at++) {
            hidden.get(token);
            for (int number = 0; number < DIMENSIONS; number++) {
                sum[number] += token[number];
            }
        }
        float norm = (float) Math.sqrt(TextEmbedder.cosine(sum, sum));
        for (int number = 0; number < DIMENSIONS; number++) {
            sum[number] /= norm;
        }
        return sum;
    }

    @Override
    public void close() {
        use.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                session.close();
            }
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime: " + e.getCode(), e);
        } finally {
            use.writeLock().unlock();
        }
    }
}
