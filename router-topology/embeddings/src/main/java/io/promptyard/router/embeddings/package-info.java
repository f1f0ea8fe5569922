/**
 * all-MiniLM-L6-v2 (Apache-2.0, int8) on ONNX Runtime, in the process and offline. A module of its own: the runtime's native
 * libraries for all platforms are some ninety megabytes that nobody else has to carry.
 */
@NullMarked
package io.promptyard.router.embeddings;

import org.jspecify.annotations.NullMarked;
