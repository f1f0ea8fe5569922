package io.promptyard.connector.bedrock;

import io.promptyard.connector.Secret;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Signs calls by AWS' version 4, with AWS' own signer. Thread-safe. */
final class BedrockSignature {
    private static final Pattern HOST = Pattern.compile("bedrock-runtime(?:-fips)?\\.([a-z0-9-]+)\\.");

    /** Where the host does not say. */
    private static final String REGION = "us-east-1";

    /** The client writes these itself, and the same. */
    private static final Set<String> NOT_OURS = Set.of("host", "content-length", "content-type");

    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final String region;
    private final Clock clock;

    BedrockSignature(URI baseUrl, Clock clock) {
        Matcher host = HOST.matcher(String.valueOf(baseUrl.getHost()));
        this.region = host.find() ? host.group(1) : REGION;
        this.clock = clock;
    }

    /** The headers that sign a POST of {@code body}. */
    Map<String, String> headers(Secret secret, URI endpoint, Buffer body) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                .putHeader("Content-Type", "application/json")
                .build();
        byte[] bytes = body.getBytes();
        Map<String, String> headers = new LinkedHashMap<>();
        signer.sign(signed -> signed.identity(identity(secret))
                        .request(request)
                        .payload(() -> new ByteArrayInputStream(bytes))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "bedrock")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock))
                .request()
                .headers()
                .forEach((name, values) -> {
                    if (!NOT_OURS.contains(name.toLowerCase(Locale.ROOT))) {
                        headers.put(name, String.join(",", values));
                    }
                });
        return headers;
    }

    private static AwsCredentialsIdentity identity(Secret secret) {
        String[] parts = secret.value().split(":", 3);
        return parts.length == 3
                ? AwsSessionCredentialsIdentity.create(parts[0], parts[1], parts[2])
                : AwsCredentialsIdentity.create(parts[0], parts[1]);
    }
}
