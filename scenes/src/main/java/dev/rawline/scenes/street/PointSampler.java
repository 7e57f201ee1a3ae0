package dev.rawline.scenes.street;

import dev.rawline.imaging.frame.Rgb;

/** Samples single points of a town section from above; used by one thread. */
final class PointSampler {
  private final TownSection place;
  private final Illumination light;
  private final SurfacePoint surface = new SurfacePoint();
  private CityBlock block;

  /** The radiance of the last sampled point [photons·s⁻¹·m⁻²·sr⁻¹]. */
  double red;

  double green;
  double blue;

  PointSampler(TownSection place) {
    this.place = place;
    light = place.light();
    block = place.blocks().getFirst();
  }

  /** Returns the object that covers the ground at a point, or null. */
  SceneObject topmost(double x, double y) {
    surface.moveTo(x, y);
    for (SceneObject object : place.cells().at(x, y).covers) {
      object.cover(surface);
    }
    return surface.owner;
  }

  /** Returns whether a car could cover a point. */
  boolean mayBeCar(double x, double y) {
    for (SceneObject object : place.cells().at(x, y).covers) {
      if (object instanceof Car) {
        return true;
      }
    }
    return false;
  }

  /**
   * Samples a point.
   *
   * @param x its x coordinate [m]
   * @param y its place the y coordinate [m]
   * @param sunX the x coordinate on the sun's disc of its ray, in radii of the sun
   * @param sunY the y coordinate
   */
  void look(double x, double y, double sunX, double sunY) {
    SpatialIndex.Cell cell = place.cells().at(x, y);
    surface.moveTo(x, y);
    for (SceneObject object : cell.covers) {
      object.cover(surface);
    }
    if (surface.owner == null) {
      ground(cell);
    }
    double spread = Illumination.SUN_RADIUS / (light.z() * light.z());
    double rayX = light.alongX() + spread * sunX;
    double rayY = light.alongY() + spread * sunY;
    double facing =
        surface.normalX * light.x() + surface.normalY * light.y() + surface.normalZ * light.z();
    double lit = facing > 0 ? 1 : 0;
    if (lit > 0) {
      for (SceneObject object : cell.shades) {
        lit *= 1 - object.blocks(x, y, surface.z, surface.isOf(object), rayX, rayY);
        if (lit < 0.01) {
          break;
        }
      }
    }
    double open = place.cells().open(x, y, surface.owner == null ? 0 : surface.z);
    open *= 0.5 + 0.5 * surface.normalZ;
    double direct = Math.max(0, facing) * lit / Math.PI;
    double diffuse = open / Math.PI;
    double bounced = (1 - open) / Math.PI;
    Rgb sun = light.sun();
    Rgb sky = light.sky();
    Rgb around = light.around();
    red = surface.red * (direct * sun.red() + diffuse * sky.red() + bounced * around.red());
    green =
        surface.green * (direct * sun.green() + diffuse * sky.green() + bounced * around.green());
    blue = surface.blue * (direct * sun.blue() + diffuse * sky.blue() + bounced * around.blue());
    if (surface.gloss > 0) {
      mirror(lit, open);
    }
  }

  private void ground(SpatialIndex.Cell cell) {
    double u = place.network().u(surface.x, surface.y);
    double v = place.network().v(surface.x, surface.y);
    if (!block.contains(u, v)) {
      for (CityBlock other : place.blocks()) {
        if (other.contains(u, v)) {
          block = other;
          break;
        }
      }
    }
    if (Carriageway.paint(block, u, v, surface)) {
      for (GroundPatch patch : cell.patches) {
        patch.cover(surface);
      }
    }
  }

  /**
   * Adds the reflection of a glossy surface: the sky, brighter towards the horizon, and the sun.
   */
  private void mirror(double lit, double open) {
    double mirroredX = 2 * surface.normalZ * surface.normalX;
    double mirroredY = 2 * surface.normalZ * surface.normalY;
    double mirroredZ = 2 * surface.normalZ * surface.normalZ - 1;
    double slant = 1 - surface.normalZ;
    double share = surface.gloss + (1 - surface.gloss) * slant * slant * slant * slant * slant;
    // Below the horizon is the ground, about a fifth as bright as the sky.
    double bright = mirroredZ > 0 ? 0.8 + 0.5 * (1 - mirroredZ) : 0.25;
    double reflected = share * open * bright / Math.PI;
    double towards = mirroredX * light.x() + mirroredY * light.y() + mirroredZ * light.z();
    double glint = 0;
    if (towards > 0.9) {
      // A lobe towards^256, normalised to the sun's irradiance: paint is never perfectly flat.
      double power = towards;
      for (int i = 0; i < 8; i++) {
        power *= power;
      }
      glint = share * lit * 257 / (2 * Math.PI) * power;
    }
    red += reflected * light.sky().red() + glint * light.sun().red();
    green += reflected * light.sky().green() + glint * light.sun().green();
    blue += reflected * light.sky().blue() + glint * light.sun().blue();
  }
}
