package io.promptyard.standalone.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.standalone.EmbeddedPlatform;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The wire as clients in other languages see it: paths, bodies, error codes, media type. */
class RegistryApiIT {

    private static final String TEXT = schema("\"string\"");
    private static final String NUMBER = schema("\"long\"");

    private static EmbeddedPlatform platform;
    private static HttpClient http;

    @BeforeAll
    static void start() {
        platform = EmbeddedPlatform.temporary();
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.close();
        platform.close();
    }

    @Test
    void shouldSpeakTheRegistrysMediaTypeWhenItAnswersOrRefuses() throws Exception {
        // When
        HttpResponse<String> good = send("GET", "/schemas/types", null);
        HttpResponse<String> bad = send("GET", "/subjects/none/versions", null);

        // Then
        assertThat(good.body()).isEqualTo("[\"AVRO\"]");
        assertThat(bad.statusCode()).isEqualTo(404);
        assertThat(new JsonObject(bad.body()))
                .isEqualTo(new JsonObject().put("error_code", 40401).put("message", "Subject 'none' not found."));
        assertThat(good.headers().firstValue("content-type")).contains("application/vnd.schemaregistry.v1+json");
        assertThat(bad.headers().firstValue("content-type")).contains("application/vnd.schemaregistry.v1+json");
    }

    @Test
    void shouldShowTheSchemaOnEveryPathWhenRegistered() throws Exception {
        // Given
        int id = json("POST", "/subjects/shown%2Fa/versions", TEXT).getInteger("id");

        // When / Then
        assertThat(json("GET", "/subjects/shown%2Fa/versions/latest", null))
                .isEqualTo(new JsonObject()
                        .put("subject", "shown/a")
                        .put("version", 1)
                        .put("id", id)
                        .put("schema", "\"string\""));
        assertThat(send("GET", "/subjects/shown%2Fa/versions/1/schema", null).body())
                .isEqualTo("\"string\"");
        assertThat(json("GET", "/schemas/ids/" + id, null)).isEqualTo(new JsonObject().put("schema", "\"string\""));
        assertThat(send("GET", "/schemas/ids/" + id + "/schema", null).body()).isEqualTo("\"string\"");
        assertThat(array("GET", "/schemas/ids/" + id + "/subjects")).contains("shown/a");
        assertThat(array("GET", "/schemas/ids/" + id + "/versions"))
                .contains(new JsonObject().put("subject", "shown/a").put("version", 1));
        assertThat(array("GET", "/schemas?subjectPrefix=shown")).hasSize(1);
        assertThat(json("POST", "/subjects/shown%2Fa", TEXT).getInteger("version"))
                .isEqualTo(1);
        assertThat(json("GET", "/v1/metadata/id", null)
                        .getJsonObject("scope")
                        .getJsonObject("clusters")
                        .getString("kafka-cluster"))
                .isNotEmpty();
    }

    @Test
    void shouldNameTheCodeWhenTheRequestIsWrong() throws Exception {
        // Given
        json("POST", "/subjects/codes/versions", TEXT);

        // When / Then
        assertThat(code("GET", "/subjects/codes/versions/x", null)).isEqualTo(42202);
        assertThat(code("GET", "/subjects/codes/versions/0", null)).isEqualTo(42202);
        assertThat(code("GET", "/subjects/codes/versions/9", null)).isEqualTo(40402);
        assertThat(code("POST", "/subjects/codes", NUMBER)).isEqualTo(40403);
        assertThat(code("POST", "/subjects/codes/versions", NUMBER)).isEqualTo(409);
        assertThat(code("POST", "/subjects/codes/versions", schema("{\"type\":\"nonsense\"}")))
                .isEqualTo(42201);
        assertThat(code("POST", "/subjects/codes/versions", "{\"schemaType\":\"JSON\",\"schema\":\"{}\"}"))
                .isEqualTo(42201);
        assertThat(code("POST", "/subjects/codes/versions", "{\"schema\":\"{}\",\"references\":7}"))
                .isEqualTo(400);
        assertThat(code("POST", "/subjects/codes/versions", "not json")).isEqualTo(400);
        assertThat(code("PUT", "/config/codes", "{\"compatibility\":\"SOME\"}")).isEqualTo(42203);
        assertThat(code("GET", "/config/codes", null)).isEqualTo(40408);
        assertThat(code("PUT", "/mode/codes", "{\"mode\":\"SOME\"}")).isEqualTo(42204);
        assertThat(code("GET", "/mode/codes", null)).isEqualTo(40409);
        assertThat(code("GET", "/nowhere", null)).isEqualTo(404);
        assertThat(code("PATCH", "/subjects", null)).isEqualTo(405);
    }

    @Test
    void shouldDeleteInTwoStepsWhenAskedTo() throws Exception {
        // Given
        json("POST", "/subjects/gone/versions", TEXT);

        // When / Then
        assertThat(code("DELETE", "/subjects/gone?permanent=true", null)).isEqualTo(40405);
        assertThat(code("DELETE", "/subjects/gone/versions/1?permanent=true", null))
                .isEqualTo(40407);
        assertThat(array("DELETE", "/subjects/gone")).containsExactly(1);
        assertThat(code("DELETE", "/subjects/gone", null)).isEqualTo(40404);
        assertThat(code("DELETE", "/subjects/gone/versions/1", null)).isEqualTo(40406);
        assertThat(code("GET", "/subjects/gone/versions", null)).isEqualTo(40401);
        assertThat(array("GET", "/subjects?deleted=true")).contains("gone");
        assertThat(array("DELETE", "/subjects/gone?permanent=true")).containsExactly(1);
        assertThat(array("GET", "/subjects?deleted=true")).doesNotContain("gone");
    }

    @Test
    void shouldKeepSettingsPerSubjectWhenTheyAreSet() throws Exception {
        // When
        json("PUT", "/config/set", "{\"compatibility\":\"full\"}");
        json("PUT", "/mode/set", "{\"mode\":\"READONLY\"}");

        // Then
        assertThat(json("GET", "/config", null).getString("compatibilityLevel")).isEqualTo("BACKWARD");
        assertThat(json("GET", "/config/set", null).getString("compatibilityLevel"))
                .isEqualTo("FULL");
        assertThat(json("GET", "/config/other?defaultToGlobal=true", null).getString("compatibilityLevel"))
                .isEqualTo("BACKWARD");
        assertThat(code("POST", "/subjects/set/versions", TEXT)).isEqualTo(42205);
        assertThat(json("DELETE", "/mode/set", null).getString("mode")).isEqualTo("READONLY");
        assertThat(json("POST", "/subjects/set/versions", TEXT).getInteger("id"))
                .isPositive();
        assertThat(json("DELETE", "/config/set", null).getString("compatibilityLevel"))
                .isEqualTo("FULL");
    }

    @Test
    void shouldSayWhyWhenACompatibilityCheckIsVerbose() throws Exception {
        // Given
        json("POST", "/subjects/why/versions", TEXT);

        // When
        JsonObject refused = json("POST", "/compatibility/subjects/why/versions/latest?verbose=true", NUMBER);
        JsonObject first = json("POST", "/compatibility/subjects/why-not/versions/latest", NUMBER);

        // Then
        assertThat(refused.getBoolean("is_compatible")).isFalse();
        assertThat(refused.getJsonArray("messages").toString()).contains("TYPE_MISMATCH");
        assertThat(first).isEqualTo(new JsonObject().put("is_compatible", true));
        assertThat(code("POST", "/compatibility/subjects/why-not/versions/1", NUMBER))
                .isEqualTo(40401);
    }

    @Test
    void shouldResolveReferencesWhenASchemaUsesAnothersType() throws Exception {
        // Given
        json("POST", "/subjects/inner/versions", schema("{\"type\":\"fixed\",\"name\":\"n.F\",\"size\":4}"));
        JsonObject outer = new JsonObject()
                .put("schema", "{\"type\":\"array\",\"items\":\"n.F\"}")
                .put(
                        "references",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("name", "n.F")
                                        .put("subject", "inner")
                                        .put("version", 1)));

        // When
        int id = json("POST", "/subjects/outer/versions", outer.encode()).getInteger("id");

        // Then
        assertThat(json("GET", "/schemas/ids/" + id, null).getJsonArray("references"))
                .isEqualTo(outer.getJsonArray("references"));
        assertThat(array("GET", "/subjects/inner/versions/1/referencedby")).containsExactly(id);
        assertThat(code("DELETE", "/subjects/inner", null)).isEqualTo(42206);
    }

    private static String schema(String avro) {
        return new JsonObject().put("schema", avro).encode();
    }

    private static JsonObject json(String method, String path, @Nullable String body) throws Exception {
        HttpResponse<String> response = send(method, path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new JsonObject(response.body());
    }

    private static JsonArray array(String method, String path) throws Exception {
        HttpResponse<String> response = send(method, path, null);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new JsonArray(response.body());
    }

    private static int code(String method, String path, @Nullable String body) throws Exception {
        HttpResponse<String> response = send(method, path, body);
        int code = new JsonObject(response.body()).getInteger("error_code");
        assertThat(response.statusCode()).isEqualTo(code < 1000 ? code : code / 100);
        return code;
    }

    private static HttpResponse<String> send(String method, String path, @Nullable String body) throws Exception {
        HttpRequest.BodyPublisher publisher =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        HttpRequest request = HttpRequest.newBuilder(URI.create(platform.registryUrl() + path))
                .method(method, publisher)
                .header("content-type", "application/vnd.schemaregistry.v1+json")
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
