package io.promptyard.connector.gemini;

/** The two services that speak the dialect, where they differ. */
enum GeminiHost {
    /** The Gemini API: calls and results of functions have ids. */
    GEMINI,
    /** Vertex AI: results belong to calls by name and order alone, and a file must say what it is. */
    VERTEX;

    boolean hasCallIds() {
        return this == GEMINI;
    }

    boolean wantsMimeTypes() {
        return this == VERTEX;
    }
}
