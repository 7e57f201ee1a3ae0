/** What the server says of itself. */
export interface About {
  version: string;
  demo: boolean;
  lab: boolean;
  folders: string[];
  samples: string[];
  sensors: string[];
  views: string[];
  isp: unknown;
}
