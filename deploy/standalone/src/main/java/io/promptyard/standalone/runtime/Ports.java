package io.promptyard.standalone.runtime;

/** Where the servers bind; port 0 takes any free one. */
public record Ports(String host, int gateway, int kafka, int registry, int management) {
    public static final Ports STANDARD = new Ports("127.0.0.1", 8080, 9092, 8081, 9464);

    /** Free ports on loopback. */
    public static Ports ephemeral() {
        return new Ports("127.0.0.1", 0, 0, 0, 0);
    }
}
