/**
 * How the keys of the configuration file are declared, once each, and how the reference is made of that. A reader asks for a
 * key by its declaration, so what stands in the reference is what is read. The declarations themselves stand beside their
 * readers, in the package above. Start at {@link io.promptyard.standalone.config.keys.Key}.
 */
@NullMarked
package io.promptyard.standalone.config.keys;

import org.jspecify.annotations.NullMarked;
