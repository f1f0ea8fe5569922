package io.promptyard.router.ingress;

import static io.promptyard.router.fixture.Prompts.prompt;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Constraints;
import io.promptyard.model.PromptContent;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.SealedBody;
import io.promptyard.router.fixture.Prompts;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class FingerprintTest {

    @Property(tries = 200)
    void shouldBeTheSameForTheSameText(@ForAll String text) {
        assertThat(Fingerprint.of(prompt("p-1", text))).isEqualTo(Fingerprint.of(prompt("p-2", text)));
    }

    @Property(tries = 200)
    void shouldDifferWhenAWordIsAdded(@ForAll String text) {
        assertThat(Fingerprint.of(prompt("p-1", text))).isNotEqualTo(Fingerprint.of(prompt("p-1", text + " more")));
    }

    @Example
    void shouldNotCountWhatAClientChangesWhenItTriesAgain() {
        // Given
        PromptRequest first = prompt("p-1");

        // Then
        assertThat(Fingerprint.of(first.withIngress("00-trace", 4))).isEqualTo(Fingerprint.of(first));
    }

    @Example
    void shouldTellModelFromTenant() {
        assertThat(Fingerprint.of(request("ab", "c"))).isNotEqualTo(Fingerprint.of(request("a", "bc")));
    }

    @Example
    void shouldCountTheBytesOfASealedBodyAndLeaveThemUnread() {
        // Given
        ByteBuffer bytes = ByteBuffer.wrap(new byte[] {1, 2, 3});
        PromptRequest sealed = sealed(bytes);

        // Then
        assertThat(Fingerprint.of(sealed)).isEqualTo(Fingerprint.of(sealed));
        assertThat(Fingerprint.of(sealed)).isNotEqualTo(Fingerprint.of(sealed(ByteBuffer.wrap(new byte[] {1, 2, 4}))));
        assertThat(bytes.remaining()).isEqualTo(3);
    }

    private static PromptRequest sealed(ByteBuffer bytes) {
        return PromptRequest.of(
                new RequestId("p-1"), Prompts.START, new PromptContent.Sealed(new SealedBody("aes", "k1", bytes)));
    }

    private static PromptRequest request(String model, String tenant) {
        PromptRequest plain = prompt("p-1");
        return new PromptRequest(
                plain.id(),
                plain.createdAt().plus(Duration.ofSeconds(1)),
                null,
                tenant,
                plain.endpoint(),
                Map.of(),
                model,
                Constraints.NONE,
                plain.body(),
                false,
                null,
                null,
                null);
    }
}
