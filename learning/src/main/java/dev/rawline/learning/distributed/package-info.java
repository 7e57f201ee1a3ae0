/**
 * Processes that train one model together: gradients and batch statistics are summed over all.
 *
 * <p>{@link ProcessGroup} is all that training knows of it; {@link GlooProcesses} is the group of
 * several processes, by libtorch's Gloo.
 */
package dev.rawline.learning.distributed;
