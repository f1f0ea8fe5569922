/** The router's own section of the configuration, typed; and how a problem in any section is told. */
@NullMarked
package io.promptyard.router.config;

import org.jspecify.annotations.NullMarked;
