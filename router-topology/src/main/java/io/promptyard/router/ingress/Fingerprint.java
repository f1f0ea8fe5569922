package io.promptyard.router.ingress;

import io.promptyard.model.PromptContent.EmbeddingBody;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptContent.Sealed;
import io.promptyard.model.PromptRequest;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * Tells whether two prompts of one id ask the same: a checksum over model, tenant, endpoint, tags and body, the same in
 * every process. Times, trace and reply partition do not count, as a client that tries again changes them.
 */
final class Fingerprint {
    private Fingerprint() {}

    static long of(PromptRequest request) {
        CRC32C crc = new CRC32C();
        add(crc, request.model());
        add(crc, request.tenant());
        add(crc, request.endpoint());
        add(crc, new TreeMap<>(request.tags()).toString());
        long length = switch (request.body()) {
            case PromptBody body -> add(crc, body.toString());
            case EmbeddingBody body -> add(crc, body.toString());
            case Sealed sealed -> {
                crc.update(sealed.body().sealed().duplicate());
                yield sealed.body().sealed().remaining();
            }
        };
        return (crc.getValue() << Integer.SIZE) ^ length;
    }

    private static long add(CRC32C crc, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        crc.update(bytes);
        crc.update(0); // "ab" and "c" are not "a" and "bc"
        return bytes.length;
    }
}
