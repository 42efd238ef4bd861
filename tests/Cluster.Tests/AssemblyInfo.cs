// Clusters of tests are on Linux, and so are the tests.
[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]
