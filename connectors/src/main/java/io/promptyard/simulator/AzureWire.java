package io.promptyard.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** OpenAI's dialect as Azure speaks it: another key, the model in the address, and what its filters found with every answer. */
final class AzureWire implements ProviderWire {

    private static final String BEARER = "Bearer ";
    private static final List<String> FILTERS = List.of("hate", "self_harm", "sexual", "violence");

    private final AzurePath path;
    private final ProviderWire openAi = new OpenAiWire();

    AzureWire(AzurePath path) {
        this.path = path;
    }

    @Override
    public Dialect dialect() {
        return Dialect.AZURE;
    }

    @Override
    public String toolCallPrefix() {
        return openAi.toolCallPrefix();
    }

    @Override
    public Optional<WireError> authorise(MultiMap headers, Set<String> keys) {
        var bearer = headers.get("authorization");
        var token = bearer != null && bearer.startsWith(BEARER) ? bearer.substring(BEARER.length()) : "";
        var key = headers.get("api-key");
        var given = key == null ? token : key;
        return given.isBlank() || !keys.isEmpty() && !keys.contains(given) ? Optional.of(badKey()) : Optional.empty();
    }

    /** The deployment, whatever the body says. */
    @Override
    public String model(JsonNode body) {
        return path.deployment().isEmpty() ? openAi.model(body) : path.deployment();
    }

    @Override
    public Reading read(JsonNode body) {
        if (!path.versionFits()) {
            return new Reading.Refused(of(404, "404", "Resource not found"));
        }
        if (body.isObject() && !path.deployment().isEmpty()) {
            return openAi.read(((ObjectNode) body.deepCopy()).put("model", path.deployment()));
        }
        return openAi.read(body);
    }

    @Override
    public void head(MultiMap headers, String responseId) {
        headers.set("apim-request-id", responseId);
        headers.set("x-ms-region", "Simulated");
    }

    @Override
    public boolean tellsReasoning() {
        return true;
    }

    @Override
    public Buffer plain(Answer answer) {
        var body = (ObjectNode) Json.read(openAi.plain(answer).getBytes()).orElseThrow();
        body.path("choices").forEach(choice -> ((ObjectNode) choice).set("content_filter_results", found()));
        prompt(body);
        return Json.bytes(body);
    }

    /** What the filters found in the prompt comes first, in a chunk without choices. */
    @Override
    public StreamEvents stream(Answer answer, int tokensPerEvent) {
        var events = openAi.stream(answer, tokensPerEvent);
        var first =
                Json.object().put("id", "").put("object", "").put("created", 0).put("model", "");
        first.putArray("choices");
        var opening = new ArrayList<String>();
        opening.add("data: " + prompt(first) + "\n\n");
        events.opening().stream().map(AzureWire::filtered).forEach(opening::add);
        return new StreamEvents(
                opening, events.content().stream().map(AzureWire::filtered).toList(), events.closing());
    }

    private static String filtered(String event) {
        return event.replaceFirst("\\{\"index\":", "{\"content_filter_results\":{},\"index\":");
    }

    private static ObjectNode prompt(ObjectNode body) {
        body.putArray("prompt_filter_results")
                .addObject()
                .put("prompt_index", 0)
                .set("content_filter_results", found());
        return body;
    }

    private static ObjectNode found() {
        var found = Json.object();
        FILTERS.forEach(it -> found.putObject(it).put("filtered", false).put("severity", "safe"));
        return found;
    }

    @Override
    public Buffer error(WireError error, String responseId) {
        return openAi.error(error, responseId);
    }

    @Override
    public String errorEvent(WireError error) {
        return openAi.errorEvent(error);
    }

    @Override
    public WireError unparsable() {
        return openAi.unparsable();
    }

    @Override
    public WireError ofStatus(int status) {
        return switch (status) {
            case 401 -> badKey();
            case 404 -> of(404, "404", "Resource not found");
            case 408 -> of(408, "Timeout", "The operation was timeout.");
            case 429 ->
                of(
                        429,
                        "429",
                        "Requests to the ChatCompletions_Create Operation have exceeded call rate limit of your current"
                                + " pricing tier. Please retry after 6 seconds.");
            default -> openAi.ofStatus(status);
        };
    }

    @Override
    public WireError badKey() {
        return of(
                401,
                "401",
                "Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for"
                        + " an active subscription and use a correct regional API endpoint for your resource.");
    }

    @Override
    public WireError noSuchModel(String model) {
        return of(
                404,
                "DeploymentNotFound",
                "The API deployment for this resource does not exist. If you created the deployment within the last 5"
                        + " minutes, please wait a moment and try again.");
    }

    @Override
    public WireError tooLong(int tokens) {
        return openAi.tooLong(tokens);
    }

    @Override
    public WireError noQuota() {
        return openAi.noQuota();
    }

    private static WireError of(int status, String code, String message) {
        return new WireError(status, "", null, code, message);
    }
}
