/** Where a prompt enters: what its record says beside its value, what cannot be a prompt, and what was seen before. */
@NullMarked
package io.promptyard.router.ingress;

import org.jspecify.annotations.NullMarked;
