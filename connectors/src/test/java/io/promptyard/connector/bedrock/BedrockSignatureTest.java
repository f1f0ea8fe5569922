package io.promptyard.connector.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.Secret;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The signer's result against the algorithm as AWS describes it, computed here once more. */
class BedrockSignatureTest {
    private static final URI BASE = URI.create("https://bedrock-runtime.eu-central-1.amazonaws.com");
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-27T03:14:15Z"), ZoneOffset.UTC);
    private static final Buffer BODY = Buffer.buffer("{\"messages\":[]}");
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=AKID/20261127/eu-central-1/bedrock/aws4_request, SignedHeaders=(.*), Signature=(.*)");

    @Test
    void shouldSignTheModelsIdEncodedTwice() throws Exception {
        // Given
        URI endpoint = URI.create(BASE + "/model/anthropic.claude-v1%3A0/converse");

        // When
        Map<String, String> headers = headers("AKID:very/secret+key", endpoint);

        // Then
        Matcher signed = AUTHORIZATION.matcher(String.valueOf(headers.get("authorization")));
        assertThat(signed.matches()).isTrue();
        assertThat(signed.group(1).split(";")).contains("host", "x-amz-date", "content-type");
        assertThat(signed.group(2))
                .isEqualTo(expected(headers, signed.group(1), "/model/anthropic.claude-v1%253A0/converse"));
    }

    @Test
    void shouldSignTheTokenOfASession() throws Exception {
        // When
        Map<String, String> headers =
                headers("AKID:very/secret+key:session:token", URI.create(BASE + "/model/m/converse"));

        // Then
        Matcher signed = AUTHORIZATION.matcher(String.valueOf(headers.get("authorization")));
        assertThat(signed.matches()).isTrue();
        assertThat(headers).containsEntry("x-amz-security-token", "session:token");
        assertThat(signed.group(1)).contains("x-amz-security-token");
        assertThat(signed.group(2)).isEqualTo(expected(headers, signed.group(1), "/model/m/converse"));
    }

    private static Map<String, String> headers(String key, URI endpoint) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(new BedrockSignature(BASE, NOW).headers(new Secret(key), endpoint, BODY));
        return headers;
    }

    private static String expected(Map<String, String> sent, String names, String path) throws Exception {
        Map<String, String> all = new TreeMap<>(sent);
        all.put("host", BASE.getHost());
        all.put("content-type", "application/json");
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(all);
        StringBuilder canonical = new StringBuilder("POST\n" + path + "\n\n");
        for (String name : names.split(";")) {
            canonical.append(name).append(':').append(headers.get(name)).append('\n');
        }
        String request = canonical + "\n" + names + "\n" + sha256(BODY.getBytes());
        String toSign = "AWS4-HMAC-SHA256\n20261127T031415Z\n20261127/eu-central-1/bedrock/aws4_request\n"
                + sha256(request.getBytes(StandardCharsets.UTF_8));
        byte[] key = "AWS4very/secret+key".getBytes(StandardCharsets.UTF_8);
        for (String part : new String[] {"20261127", "eu-central-1", "bedrock", "aws4_request"}) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, toSign));
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static byte[] hmac(byte[] key, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}
