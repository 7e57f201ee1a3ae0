/** Samples → what a data model and a task model, joined, say of them, and how good that is. */
package dev.rawline.learning.joint;
