/** Commands: a raw file → pictures (info, views, process, gradients, corrupt). */
package dev.rawline.app.render;
