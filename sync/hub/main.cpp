#include "sync/hub/cli/hub_program.h"

int main(int argc, char **argv) { return sightline::hub::runHubProgram(argc, argv); }
