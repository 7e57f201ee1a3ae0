/** A plan of the workspace → a process of the same program that runs it, watched and stopped. */
package dev.rawline.studio.plan;
