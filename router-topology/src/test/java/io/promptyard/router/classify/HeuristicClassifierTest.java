package io.promptyard.router.classify;

import static io.promptyard.router.classify.ClassifierFixtures.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.ChatMessage;
import io.promptyard.model.Classification;
import io.promptyard.model.ContentPart;
import io.promptyard.model.EmbeddingInput;
import io.promptyard.model.PromptContent;
import io.promptyard.model.PromptContent.EmbeddingBody;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.Role;
import io.promptyard.model.SamplingParameters;
import io.promptyard.model.SealedBody;
import io.promptyard.model.Task;
import io.promptyard.model.ToolDefinition;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HeuristicClassifierTest {
    private static final AtomicLong NANOS = new AtomicLong();
    private static final HeuristicClassifier CLASSIFIER = HeuristicClassifier.create(() -> NANOS.getAndAdd(5_000));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            math             | en  | A baker sells 12 loaves at $3 each and 5 cakes at $8 each. How much money does she make in 4 days?
            code             | en  | Write a Python function that returns the longest common prefix of a list of strings.
            legal            | en  | The tenant sued the landlord for breach of contract. Is the landlord liable to the plaintiff for damages?
            medical          | en  | A 54-year-old man has chest pain and high blood pressure. Which diagnosis is most likely for this patient?
            reasoning        | en  | Solve this logic puzzle: three friends own three pets; use the clues to deduce who owns the fish.
            open_qa          | en  | who wrote the novel War and Peace
            creative_writing | en  | Write a short story about a lighthouse keeper who befriends a storm.
            summarization    | en  | Summarize the following article in three sentences for a newsletter.
            summarization    | de  | Fasse den folgenden Bericht in zwei Sätzen zusammen, bitte.
            summarization    | fr  | Résume ce texte en trois phrases pour les élèves.
            summarization    | es  | Resume el siguiente informe en dos frases para mi jefe.
            summarization    | it  | Riassumi il seguente articolo in due frasi per la rivista.
            summarization    | pt  | Resuma o seguinte relatório em duas frases para o chefe.
            translation      | en  | Translate this sentence to German: the train is late again.
            translation      | de  | Übersetze den folgenden Satz ins Englische: Der Zug ist schon wieder zu spät.
            translation      | fr  | Traduis la phrase suivante en anglais : le train est encore en retard.
            translation      | es  | Traduce la siguiente frase al inglés: el tren llega tarde otra vez.
            translation      | it  | Traduci la frase seguente in inglese: il treno è di nuovo in ritardo.
            translation      | pt  | Traduza a seguinte frase para o inglês: o trem está atrasado de novo.
            rewriting        | en  | Rewrite this email so that it is more polite and more formal.
            classification   | en  | Classify the sentiment of this review as positive or negative: I loved every minute.
            extraction       | en  | Extract all email addresses and phone numbers from the text below as a list.
            chat             | en  | hi there, how are you today
            tool_use         | en  | remind me to call my sister at five and turn on the kitchen light
            """)
    void shouldNameTaskAndLanguageWhenThePromptSaysWhatItWants(String task, String language, String prompt) {
        // When
        Classification found = CLASSIFIER.classify(request(prompt));

        // Then
        assertThat(found.task().label()).isEqualTo(task);
        assertThat(found.language()).isEqualTo(language);
        assertThat(found.taskConfidence()).isBetween(0.0, 1.0);
        assertThat(found.scores()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            law       | May the defendant exclude the statement as hearsay if the jury heard the plaintiff's attorney object?
            chemistry | What is the pH of a 0.1 M solution of acetic acid whose equilibrium constant is 1.8e-5 in moles per liter?
            physics   | A photon of wavelength 500 nm strikes a metal surface. What is the kinetic energy and velocity of the electron?
            economics | How does a rise in interest rates shift aggregate demand and inflation in the short run under monetary policy?
            """)
    void shouldNameTheDomainWhenItsWordsAreThere(String domain, String prompt) {
        // When
        Classification found = CLASSIFIER.classify(request(prompt));

        // Then
        assertThat(found.domain()).isEqualTo(domain);
    }

    @Test
    void shouldTakeToolsForToolUseWhenTheyAreDefined() {
        // Given
        ToolDefinition tool = new ToolDefinition("get_weather", "The weather", "{}", null, "function", "{}");
        PromptBody body = new PromptBody(
                List.of(ChatMessage.of(Role.USER, "Is it raining in Paris?")),
                List.of(tool),
                null,
                SamplingParameters.DEFAULTS,
                null,
                "{}");

        // When
        Classification found = CLASSIFIER.classify(request(body));

        // Then
        assertThat(found.task()).isEqualTo(Task.TOOL_USE);
        assertThat(found.features()).containsEntry("tools", 1.0);
    }

    @Test
    void shouldKnowNothingButTheSizeWhenTheBodyIsSealed() {
        // Given
        SealedBody sealed = new SealedBody("aes-gcm", "k1", ByteBuffer.allocate(400));

        // When
        Classification found = CLASSIFIER.classify(request(new PromptContent.Sealed(sealed)));

        // Then
        assertThat(found.task()).isEqualTo(Task.OTHER);
        assertThat(found.language()).isEqualTo("und");
        assertThat(found.promptTokens()).isEqualTo(100);
    }

    @Test
    void shouldSayOtherWhenThereIsNothingToGoBy() {
        // When
        Classification found = CLASSIFIER.classify(request(""));

        // Then
        assertThat(found.task()).isEqualTo(Task.OTHER);
        assertThat(found.domain()).isEmpty();
        assertThat(found.language()).isEqualTo("und");
        assertThat(found.promptTokens()).isEqualTo(7);
    }

    @Test
    void shouldMeasureByTheInjectedClockOnly() {
        // When
        Classification found = CLASSIFIER.classify(request("How far is the moon?"));

        // Then
        assertThat(found.micros()).isEqualTo(5);
    }

    @Property(tries = 200)
    void shouldGiveTheSameAnswerTwiceForAnyText(@ForAll String text) {
        // When
        Classification first = CLASSIFIER.classify(request(text));
        Classification second = CLASSIFIER.classify(request(text));

        // Then
        assertThat(second).isEqualTo(first);
    }

    static List<String> shouldLookAtABoundedExtractWhenTheTextIsHuge() {
        String surrogates = IntStream.range(0, 0x800)
                .collect(
                        StringBuilder::new, (s, i) -> s.append((char) (0xD800 + i * 31 % 0x800)), StringBuilder::append)
                .toString();
        List<String> seeds = List.of(
                "a",
                " ",
                "\n",
                "token ",
                "😀",
                "👩‍👩‍👧",
                "שלום עולם ",
                "مرحبا بالعالم ",
                "漢字",
                "\u0000\u0001\uFFFD\u007F",
                "```\n",
                "\\frac{1}{2} $x$ ",
                "{\"a\":[",
                "| a | b |\n",
                "'",
                "A. x\nB. y\n",
                "1234567890",
                surrogates);
        List<String> texts = new ArrayList<>();
        seeds.forEach(seed -> texts.add(seed.repeat(1_000_000 / seed.length())));
        return texts;
    }

    @ParameterizedTest
    @MethodSource
    void shouldLookAtABoundedExtractWhenTheTextIsHuge(String text) {
        // Given
        PromptText extract = PromptText.of(PromptBody.ofUser(text));

        // When
        Classification found = CLASSIFIER.classify(request(text));

        // Then
        assertThat(extract.asked()).hasSizeLessThanOrEqualTo(PromptText.HEAD_CHARS + PromptText.TAIL_CHARS + 1);
        assertThat(Words.of(extract.asked())).hasSizeLessThanOrEqualTo(Words.MAX_WORDS);
        assertThat(found.features()).containsEntry("chars", (double) text.length());
        assertThat(found.complexity()).isBetween(0.0, 1.0);
    }

    @Test
    void shouldNotThrowWhenAMessageHasNoText() {
        // Given
        ChatMessage bare = new ChatMessage(Role.ASSISTANT, List.of(), List.of(), null, null, "{}");
        ChatMessage image = new ChatMessage(
                Role.USER,
                List.of(new ContentPart.ImagePart("data:image/png;base64,AAAA", null, "{}")),
                List.of(),
                null,
                null,
                "{}");
        PromptBody none = new PromptBody(List.of(), List.of(), null, SamplingParameters.DEFAULTS, null, "{}");
        PromptBody two = new PromptBody(List.of(bare, image), List.of(), null, SamplingParameters.DEFAULTS, null, "{}");

        // When
        Classification ofNone = CLASSIFIER.classify(request(none));
        Classification ofTwo = CLASSIFIER.classify(request(two));

        // Then
        assertThat(ofNone.promptTokens()).isEqualTo(3);
        assertThat(ofTwo.features()).containsEntry("images", 1.0);
    }

    @Test
    void shouldOnlyCountWhatIsToBeEmbedded() {
        // Given
        EmbeddingBody body = new EmbeddingBody(
                List.of(new EmbeddingInput.Text("Write code"), new EmbeddingInput.Tokens(List.of(1, 2, 3))),
                null,
                null,
                null,
                "{}");

        // When
        Classification said = CLASSIFIER.classify(PromptRequest.of(new RequestId("r"), Instant.EPOCH, body));

        // Then
        assertThat(said.task()).isEqualTo(Task.OTHER);
        assertThat(said.taskConfidence()).isZero();
        assertThat(said.promptTokens()).isEqualTo(6);
        assertThat(said.features()).isEmpty();
    }
}
