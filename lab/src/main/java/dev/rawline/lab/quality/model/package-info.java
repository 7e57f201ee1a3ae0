/** Raw images → what the task's model makes of them. */
package dev.rawline.lab.quality.model;
