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
        var gemini = GeminiPath.parse(path.endpoint(), request.query());
        var azure = AzurePath.parse(path.endpoint(), request.query());
        var bedrock = BedrockPath.parse(path.endpoint());
        var post = request.method().equals(HttpMethod.POST);
        if (post && path.endpoint().equals("/chat/completions")) {
            call(openAi, path, request);
        } else if (post && path.endpoint().equals("/messages")) {
            call(anthropic, path, request);
        } else if (post && path.endpoint().equals("/v2/chat")) {
            call(cohere, path, request);
        } else if (post && path.endpoint().equals("/responses")) {
            call(responses, path, request);
        } else if (post && path.endpoint().equals("/api/chat")) {
            call(ollama, path, request);
        } else if (post && bedrock.isPresent()) {
            call(new BedrockWire(bedrock.get()), path, request);
        } else if (post && azure.isPresent()) {
            call(new AzureWire(azure.get()), path, request);
        } else if (post && gemini.isPresent()) {
            call(new GeminiWire(gemini.get()), path, request);
        } else if (request.path().startsWith("/simulator/")) {
            admin.handle(request);
        } else {
            catalogue.handle(path, request);
        }
    }

    private void call(ProviderWire wire, CallPath path, HttpServerRequest request) {
        var call = new SimulatedCall(vertx, engine, wire, path.provider(), request);
        // A body that never comes whole is a caller that hung up before there was a call to book.
        request.body().onSuccess(call::received);
    }
}
