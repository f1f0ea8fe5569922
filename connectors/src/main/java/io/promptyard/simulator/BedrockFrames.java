package io.promptyard.simulator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * AWS' binary frames, written from their description: total and header lengths with their sum, headers of texts, the payload, and
 * the sum of all. As texts of one character for each byte, as streams here are. Stateless.
 */
final class BedrockFrames {

    private static final int PRELUDE = 12;
    private static final int SUM = 4;
    private static final byte TEXT = 7;

    private BedrockFrames() {}

    static String event(String type, String payload) {
        return frame(Map.of(":message-type", "event", ":event-type", type), payload);
    }

    static String exception(String type, String payload) {
        return frame(Map.of(":message-type", "exception", ":exception-type", type), payload);
    }

    private static String frame(Map<String, String> headers, String payload) {
        var room = new byte[1024];
        var named = ByteBuffer.wrap(room);
        headers.forEach((name, value) -> header(named, name, value));
        header(named, ":content-type", "application/json");
        var body = payload.getBytes(StandardCharsets.UTF_8);
        var bytes = new byte[PRELUDE + named.position() + body.length + SUM];
        var frame = ByteBuffer.wrap(bytes).putInt(bytes.length).putInt(named.position());
        frame.putInt(sum(bytes, frame.position()));
        frame.put(room, 0, named.position()).put(body);
        frame.putInt(sum(bytes, frame.position()));
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static void header(ByteBuffer into, String name, String value) {
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        into.put((byte) name.length()).put(name.getBytes(StandardCharsets.UTF_8));
        into.put(TEXT).putShort((short) bytes.length).put(bytes);
    }

    private static int sum(byte[] frame, int length) {
        var crc = new CRC32();
        crc.update(frame, 0, length);
        return (int) crc.getValue();
    }
}
