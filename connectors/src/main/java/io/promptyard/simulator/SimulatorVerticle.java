package io.promptyard.simulator;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** One event loop of the simulator: an HTTP server that hands each request to the call, catalogue or books it is for. */
final class SimulatorVerticle extends VerticleBase {

    private final Engine engine;
    private final int port;
    private final ProviderWire openAi = new OpenAiWire();
    private final ProviderWire anthropic = new AnthropicWire();
    private final ProviderWire cohere = new CohereWire();
    private final ProviderWire ollama = new OllamaWire();
    private final ProviderWire responses = new ResponsesWire();
    private final AdminRoutes admin;
    private final Catalogue catalogue;
    private @Nullable HttpServer server;

    SimulatorVerticle(Engine engine, int port) {
        this.engine = engine;
        this.port = port;
        this.admin = new AdminRoutes(engine);
        this.catalogue = new Catalogue(engine.settings(), openAi, anthropic);
    }

    @Override
    public Future<?> start() {
        // HTTP/1.1 only: a fault that closes the connection must not hit other calls on it.
        var options = new HttpServerOptions()
                .setHost(engine.settings().host())
                .setPort(port)
                .setTcpNoDelay(true)
                .setAcceptBacklog(4096)
                .setHttp2ClearTextEnabled(false);
        server = vertx.createHttpServer(options).requestHandler(this::route);
        return server.listen();
    }

    /** The port bound; only after the start. */
    int boundPort() {
        if (server == null) {
            throw new IllegalStateException("the simulator has not started");
        }
        return server.actualPort();
    }

    private void route(HttpServerRequest request) {
        var path = CallPath.parse(request.path()).orElse(new CallPath(CallPath.NO_PROVIDER, ""));
        var post = request.method().equals(HttpMethod.POST);
        var wire = post ? wire(path, request) : null;
        if (wire != null) {
            call(wire, path, request);
        } else if (request.path().startsWith("/simulator/")) {
            admin.handle(request);
        } else {
            catalogue.handle(path, request);
        }
    }

    /** The dialect that the address is of; null when it is of none. */
    private @Nullable ProviderWire wire(CallPath path, HttpServerRequest request) {
        var gemini = GeminiPath.parse(path.endpoint(), request.query());
        var azure = AzurePath.parse(path.endpoint(), request.query());
        var bedrock = BedrockPath.parse(path.endpoint());
        if (bedrock.isPresent()) {
            var wire = new BedrockWire(bedrock.get());
            return bedrock.get().invoke() ? new EmbeddingWire(wire, new BedrockEmbeddings()) : wire;
        }
        if (azure.isPresent()) {
            var wire = new AzureWire(azure.get());
            return azure.get().embeddings() ? new EmbeddingWire(wire, new AzureEmbeddings(azure.get())) : wire;
        }
        if (gemini.isPresent()) {
            return gemini(gemini.get());
        }
        return switch (path.endpoint()) {
            case "/chat/completions" -> openAi;
            case "/messages" -> anthropic;
            case "/v2/chat" -> cohere;
            case "/responses" -> responses;
            case "/api/chat" -> ollama;
            case "/embeddings" -> new EmbeddingWire(openAi, new OpenAiEmbeddings());
            case "/v2/embed" -> new EmbeddingWire(cohere, new CohereEmbeddings());
            case "/api/embed" -> new EmbeddingWire(ollama, new OllamaEmbeddings());
            default -> null;
        };
    }

    private static ProviderWire gemini(GeminiPath path) {
        var wire = new GeminiWire(path);
        return path.embeddings()
                ? new EmbeddingWire(wire, path.vertex() ? new VertexEmbeddings() : new GeminiEmbeddings())
                : wire;
    }

    private void call(ProviderWire wire, CallPath path, HttpServerRequest request) {
        var call = new SimulatedCall(vertx, engine, wire, path.provider(), request);
        // A body that never comes whole is a caller that hung up before there was a call to book.
        request.body().onSuccess(call::received);
    }
}
